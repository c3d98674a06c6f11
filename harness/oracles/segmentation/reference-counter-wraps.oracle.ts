import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { found, placeOf, sendingsOf } from '../sendings.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import type { Pdu } from '../../wire/smpp/pdu.ts';

const EXPECTED = 'after the highest reference a lower one, in an element of 3 octets (8 bits) or 4 (16 bits)';
/** More messages than an 8-bit counter has values: it has come round, wherever it began. */
const ALL_OF_8_BITS = 256;
const last = (reference: number): string =>
  `let R = pattern(400)
     let P = R[0..200]
     let Q = R[200..400]
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=${reference} ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=${reference} ud=P[128..200]
     ppg     > smsc    submit_sm       sequence_number=8 esm_class=0x02 message_payload=Q`;

/** The concatenation reference wraps modulo 256 or 65536; its element never grows. */
export default defineOracle({
  requirement: 'SEG-009',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) => {
    const firsts = dispatches(view)
      .flatMap((dispatch) => sendingsOf(dispatch).slice(0, 1))
      .filter(({ request }) => hasElement(request.message.pdu))
      .sort((a, b) => a.request.seq - b.request.seq);
    return firsts.flatMap((one, at) => {
      const { request } = one;
      const place = placeOf(one);
      const earlier = firsts[at - 1];
      const before = earlier === undefined ? null : placeOf(earlier);
      const evidence = earlier === undefined ? [request] : [earlier.request, request];
      if (isMalformed(request.message.pdu) || (place === null && before !== null)) {
        const isAtTheTop = (before !== null && before.reference === 2 ** before.bits - 1) || at >= ALL_OF_8_BITS - 1;
        return isAtTheTop ? [found('fail', evidence, EXPECTED, 'an element of another size')] : [];
      }
      const cameRound =
        before !== null &&
        place !== null &&
        before.bits === place.bits &&
        isWrap(before.reference, place.reference, place.bits);
      if (cameRound || at === ALL_OF_8_BITS) {
        return [found('pass', evidence, EXPECTED, `${before?.reference ?? 0}, then ${place?.reference ?? 0}`)];
      }
      return [];
    });
  },
  accepts: [
    `${last(255)}
     smsc    > handset deliver_sm      sequence_number=3 segment=1/2 reference=0 ud=Q[0..128]
     smsc    > handset deliver_sm      sequence_number=4 segment=2/2 reference=0 ud=Q[128..200]`,
    `# in use elsewhere for a while
     ${last(250)}
     smsc    > handset deliver_sm      sequence_number=3 segment=1/2 reference=3 ud=Q[0..128]
     smsc    > handset deliver_sm      sequence_number=4 segment=2/2 reference=3 ud=Q[128..200]`,
  ],
  rejects: [
    `# 256 does not fit
     ${last(255)}
     smsc    > handset deliver_sm      sequence_number=4 udh=0c05040b8423f0000401000201 ud=Q[0..127]`,
  ],
});

/** In the upper quarter, then in the lower one. */
function isWrap(before: number, after: number, bits: number): boolean {
  return before >= 0.75 * 2 ** bits && after < 0.25 * 2 ** bits;
}

const CONCATENATION_IEIS: readonly number[] = [0x00, 0x08];

function hasElement(pdu: Pdu): boolean {
  return userData(pdu).udh?.ies.some(({ iei }) => CONCATENATION_IEIS.includes(iei)) ?? false;
}

function isMalformed(pdu: Pdu): boolean {
  const { udh } = userData(pdu);
  if (udh === null) return false;
  const isWrong = ({ iei, octets }: { iei: number; octets: Uint8Array }): boolean =>
    (iei === 0x00 && octets.length !== 3) || (iei === 0x08 && octets.length !== 4);
  return udh.problems.length > 0 || udh.ies.some(isWrong);
}
