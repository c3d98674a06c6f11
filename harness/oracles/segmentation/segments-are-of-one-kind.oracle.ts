import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { eventsOf, found, firstSendings } from '../sendings.ts';
import { uint } from '../../wire/smpp/pdu.ts';

const EXPECTED = 'the same protocol identifier, data coding and class on all segments of a message';
const PUSH = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 data_coding=0xf5 message_payload=P`;

/** All segments have the same PID, data coding and message class: advised by 23.040, 9.2.3.24.1 (AMB-48). */
export default defineOracle({
  requirement: 'SEG-025',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap(({ submission, groups }) =>
      groups.flatMap((group) => {
        const firsts = firstSendings(group);
        if (firsts.length < 2) return [];
        const kinds = new Set(
          firsts.map(({ request: { message } }) => {
            const [pid, coding] = [uint(message.pdu, 'protocol_id'), uint(message.pdu, 'data_coding')];
            return `PID ${pid}, data_coding 0x${coding.toString(16)}`;
          }),
        );
        const evidence = [submission.request, ...eventsOf(firsts)];
        return [found(kinds.size === 1 ? 'pass' : 'fail', evidence, EXPECTED, [...kinds].join('; '))];
      }),
    ),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=4 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 data_coding=4 segment=2/2 reference=5 ud=P[128..200]`,
  ],
  rejects: [
    `# the class on the first one only
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=0xf5 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 data_coding=4 segment=2/2 reference=5 ud=P[128..200]`,
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=4 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 data_coding=4 protocol_id=1 segment=2/2 reference=5 ud=P[128..200]`,
  ],
});
