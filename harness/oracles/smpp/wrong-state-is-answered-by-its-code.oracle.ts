import { defineOracle } from '../define.ts';
import { lostFraming, statusOf } from '../submissions.ts';
import { maySend } from '../../wire/smpp/states.table.ts';
import { asked, isBound, type Asked } from './exchanges.ts';
import { deafness, flawOf, sidesOf } from './odd-requests.ts';
import { named, owedTo } from './owed.ts';

const RINVBNDSTS = 0x04;
const RALYBND = 0x05;
const V50 = 0x50;

/** pushproof's own SMSC names a wrong state by its codes, and stays: 0x04; 0x05 for a second bind (fact sheet, 9). */
export default defineOracle({
  requirement: 'SMPP-SES-014',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) =>
    asked(view)
      .filter(({ isWhole, request }) => isWhole && !lostFraming(request) && flawOf(request.message.pdu) === null)
      .flatMap((one) => {
        const due = dueStatus(one);
        if (due === null) return [];
        const expected = `0x0${due}, and the session stays`;
        const wrongWith = (answer: Asked['request']): string | null =>
          statusOf(answer) === due ? null : named(answer);
        const sides = sidesOf(view, context);
        return [
          owedTo(one.request, one.answers, { expected, wrongWith, mayClose: false }, sides),
          ...deafness(one.request, expected, sides),
        ];
      }),
  accepts: [
    `smsc ! ppg opened
     ppg  > smsc bind_receiver sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_receiver_resp sequence_number=1
     ppg  > smsc submit_sm sequence_number=2 esm_class=0x02 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=2 status=0x04 header_only`,
    `smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc bind_transmitter sequence_number=2
     smsc > ppg bind_transmitter_resp sequence_number=2 status=0x05 header_only`,
  ],
  rejects: [
    `smsc ! ppg opened
     ppg  > smsc bind_receiver sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_receiver_resp sequence_number=1
     ppg  > smsc submit_sm sequence_number=2 esm_class=0x02 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=2 status=0x08 header_only`,
    `smsc ! ppg opened
     ppg  > smsc bind_receiver sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_receiver_resp sequence_number=1
     ppg  > smsc submit_sm sequence_number=2 esm_class=0x02 message_payload=text "push"
     smsc ! ppg closed`,
  ],
});

function dueStatus({ request, state, version }: Asked): number | null {
  const { command } = request.message.pdu;
  if (command === 'unknown' || command === 'enquire_link' || state === 'UNBOUND') return null;
  if (command.startsWith('bind_')) return isBound(state) ? RALYBND : null;
  return maySend('esme', command, state, version ?? V50) ? null : RINVBNDSTS;
}
