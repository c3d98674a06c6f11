import { defineOracle } from '../define.ts';
import { dispatches, indexOf, type Group } from '../groups.ts';
import { statusOf } from '../submissions.ts';
import { tlv } from '../../wire/smpp/pdu.ts';
import type { Finding } from '../../trace/finding.ts';

/** What does not fit the length octet of a short_message. */
const LONG_OCTETS = 256;
const EXPECTED = 'a long message_payload delivered whole, or refused with a status that is not 0';

/** No payload is accepted and cut; how much is taken is the implementation's (SMPP 3.4, 5.3.2.32; AMB-19). */
export default defineOracle({
  requirement: 'SMPP-TLV-006',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap(({ submission, groups }): readonly Finding[] => {
      const {
        request,
        pdu,
        carried,
        responses: [response],
        alphabet,
      } = submission;
      if ((tlv(pdu, 'message_payload')?.octets.length ?? 0) < LONG_OCTETS || response === undefined) return [];
      // Characters are counted otherwise than octets (AMB-24).
      if (alphabet !== '8bit') return [];
      const finding = (verdict: Finding['verdict'], actual: string): readonly Finding[] => [
        { verdict, evidence: [request, response], expected: EXPECTED, actual },
      ];
      if (statusOf(response) !== 0)
        return finding('pass', `${carried.data.length} octets refused or not delivered, and said so`);
      // What broke off, or lost its numbering, was not cut: other rules are about that.
      if (groups.length === 0 || !groups.every(isWhole)) return [];
      const most = Math.max(...groups.map(({ transmissions }) => octetsOnce(transmissions)));
      return most >= carried.data.length
        ? finding('pass', `${most} octets delivered`)
        : finding('fail', `accepted, and ${most} of ${carried.data.length} octets delivered`);
    }),
  accepts: [
    `let P = pattern(300)
     ppg  > smsc submit_sm sequence_number=7 esm_class=0x02 message_payload=P
     smsc > ppg submit_sm_resp sequence_number=7 status=0x01 header_only`,
    `let P = pattern(260)
     ppg  > smsc submit_sm sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     smsc > handset deliver_sm sequence_number=3 segment=3/3 reference=5 ud=P[256..260]
     smsc > ppg submit_sm_resp sequence_number=7`,
  ],
  rejects: [
    `# modulo 256
     let P = pattern(300)
     ppg  > smsc submit_sm sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc > handset deliver_sm sequence_number=1 ports=2948/9200 ud=P[0..44]
     smsc > ppg submit_sm_resp sequence_number=7`,
  ],
});

/** Whether every part of a group was sent. */
function isWhole({ transmissions, total }: Group): boolean {
  return new Set(transmissions.map(indexOf)).size >= total;
}

function octetsOnce(transmissions: Group['transmissions']): number {
  const sizes = new Map(transmissions.map((one) => [indexOf(one), one.data.length]));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
