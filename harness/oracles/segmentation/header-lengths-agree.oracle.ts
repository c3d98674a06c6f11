import { defineOracle } from '../define.ts';
import { dispatches, type Transmission } from '../groups.ts';
import { eventsOf, found, sendingsOf } from '../sendings.ts';
import { userData } from '../../wire/smpp/user-data.ts';

const EXPECTED = 'a UDHL that is the sum of its elements, and elements as long as their kind is';
/** IEDL by IEI (23.040, 9.2.3.24.1 to 4). */
const LENGTHS: Readonly<Record<number, number>> = { 0x00: 3, 0x04: 2, 0x05: 4, 0x08: 4 };
const PUSH = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P`;

/** UDHL and IEDL of every header agree with what is there (23.040, 9.2.3.24). */
export default defineOracle({
  requirement: 'SEG-012',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view)
      // What a submission brings along that is broken is its own fault.
      .filter(({ submission: { carried } }) => carried.udh === null || carried.udh.problems.length === 0)
      .flatMap((dispatch) => {
        const { request } = dispatch.submission;
        const sent = sendingsOf(dispatch).filter(({ hasUdh }) => hasUdh);
        const wrong = sent.flatMap((one) => problemsOf(one).map((what) => ({ one, what })))[0];
        if (wrong !== undefined) return [found('fail', [request, wrong.one.request], EXPECTED, wrong.what)];
        return sent.length === 0
          ? []
          : [found('pass', [request, ...eventsOf(sent)], EXPECTED, `in ${sent.length} headers`)];
      }),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 bits=16 ud=P[128..200]`,
  ],
  rejects: [
    `# UDHL counts itself
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 udh=0c05040b8423f00003050201 ud=P[0..128]`,
    `# a reference of two octets in an element for one
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 udh=0c05040b8423f0000401050201 ud=P[0..127]`,
  ],
});

function problemsOf({ request }: Transmission): readonly string[] {
  const { udh } = userData(request.message.pdu);
  if (udh === null) return [];
  const header = udh.problems.map(({ field, offset, what }) => `${field} at offset ${offset}: ${what}`);
  const elements = udh.ies
    .filter(({ iei, octets }) => LENGTHS[iei] !== undefined && LENGTHS[iei] !== octets.length)
    .map(({ iei, octets }) => `IEI ${iei.toString(16).padStart(2, '0')} with IEDL ${octets.length}`);
  return [...header, ...elements];
}
