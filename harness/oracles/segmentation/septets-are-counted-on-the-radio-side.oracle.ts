import { defineOracle } from '../define.ts';
import { dispatches, type Transmission } from '../groups.ts';
import { found, sendingsOf } from '../sendings.ts';
import { MAX_UD_SEPTETS } from '../../wire/sm/data-coding.ts';
import { SEPTET_BITS } from '../../wire/sm/gsm7.ts';
import { textTpduOf } from './tpdus.ts';

const EXPECTED = `TP-UDL in septets, header and fill bits included, ${MAX_UD_SEPTETS} at most, and as many octets as they take`;
const TEXT = `let T = text "abcdefghijklmnop"
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 data_coding=0xf1 message_payload=T`;
/** SMS-DELIVER from 10658000, DCS F1, up to TP-UDL. */
const HEAD = 'hex 04 08 81 01 56 08 00 00 f1 62 10 20 30 40 50 23';
/** abcdefghijklmnop, packed by hand. */
const PACKED = 'hex 61 f1 98 5c 36 9f d1 69 f5 9a dd 76 bf e1';

/** GSM 7-bit text on a radio side: at most 160 septets a short message, less what a header takes, and TP-UDL counts septets (23.040, 9.2.3.16). */
export default defineOracle({
  requirement: 'SEG-014',
  party: 'smsc',
  needs: ['smpp', 'rp'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap((dispatch) => {
      const texts = sendingsOf(dispatch).filter((sent) => textTpduOf(sent) !== null);
      if (texts.length === 0) return [];
      const { request } = dispatch.submission;
      const wrong = texts.find((sent) => troubleOf(sent) !== null);
      if (wrong !== undefined) return [found('fail', [request, wrong.request], EXPECTED, troubleOf(wrong) ?? '')];
      const most = Math.max(...texts.map((sent) => textTpduOf(sent)?.userDataLength ?? 0));
      return [found('pass', [request, ...texts.map((sent) => sent.request)], EXPECTED, `at most ${most} septets`)];
    }),
  accepts: [
    `${TEXT}
     smsc    > handset rp-data reference=0 tpdu=${HEAD} + hex 10 + ${PACKED}`,
    `# behind a header of six octets and a fill bit: 7 septets, and 1
     ${TEXT}
     smsc    > handset rp-data reference=0 tpdu=hex 40 08 81 01 56 08 00 00 f1 62 10 20 30 40 50 23 08 05 00 03 05 02 01 c2`,
  ],
  rejects: [
    `# 14 octets counted
     ${TEXT}
     smsc    > handset rp-data reference=0 tpdu=${HEAD} + hex 0e + ${PACKED}`,
    `# 161 septets
     ${TEXT}
     smsc    > handset rp-data reference=0 tpdu=${HEAD} + hex a1 + pattern(141)`,
  ],
});

function troubleOf(sent: Transmission): string | null {
  const tpdu = textTpduOf(sent);
  if (tpdu === null) return null;
  const { userDataLength, packed } = tpdu;
  if (userDataLength > MAX_UD_SEPTETS) return `TP-UDL ${userDataLength}`;
  const due = Math.ceil((userDataLength * SEPTET_BITS) / 8);
  return packed.length === due
    ? null
    : `TP-UDL ${userDataLength}, which takes ${due} octets, and ${packed.length} octets behind it`;
}
