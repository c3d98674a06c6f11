import { defineOracle } from '../define.ts';
import { text } from '../../wire/smpp/pdu.ts';
import { statusOf } from '../submissions.ts';
import { asked, type Asked } from './exchanges.ts';
import { judgeRefused, MESSAGE_REQUESTS, sidesOf } from './odd-requests.ts';
import { acceptance, owedTo } from './owed.ts';

const EXPECTED = 'a status that is not 0 (0x0d, 0x0e, 0x0f), or close; no message accepted afterwards';

/** A bind with another password than the one that lets the same system_id in is refused, and so is what is asked after it. */
export default defineOracle({
  requirement: 'SMPP-SES-005',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) => {
    const all = asked(view);
    const binds = all.filter(({ request }) => request.message.name.startsWith('bind_'));
    const right = new Map<string, string>();
    for (const one of binds) if (isAccepted(one) && !right.has(idOf(one))) right.set(idOf(one), passwordOf(one));
    const sides = sidesOf(view, context);
    return binds
      .filter((one) => right.has(idOf(one)) && right.get(idOf(one)) !== passwordOf(one))
      .flatMap(({ request, answers }) => {
        const owed = { expected: EXPECTED, wrongWith: acceptance, mayClose: true };
        const after = all.filter(
          (one) =>
            one.request.connection === request.connection &&
            one.request.seq > request.seq &&
            MESSAGE_REQUESTS.includes(one.request.message.name),
        );
        return [owedTo(request, answers, owed, sides), ...after.flatMap((one) => judgeRefused(one, EXPECTED, sides))];
      });
  },
  accepts: [
    `smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=x connection=smpp-2
     smsc > ppg bind_transmitter_resp sequence_number=1 status=0x0e header_only connection=smpp-2
     ppg  > smsc data_sm sequence_number=2 esm_class=0x02 message_payload=text "push" connection=smpp-2
     smsc > ppg data_sm_resp sequence_number=2 status=0x04 header_only connection=smpp-2`,
  ],
  inconclusive: [
    `smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=x connection=smpp-2
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=x connection=smpp-2
     smsc > ppg bind_transmitter_resp sequence_number=1 connection=smpp-2`,
    `# refused, and served
     smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=x connection=smpp-2
     smsc > ppg bind_transmitter_resp sequence_number=1 status=0x0e header_only connection=smpp-2
     ppg  > smsc data_sm sequence_number=2 esm_class=0x02 message_payload=text "push" connection=smpp-2
     smsc > ppg data_sm_resp sequence_number=2 connection=smpp-2`,
  ],
});

function isAccepted({ answers }: Asked): boolean {
  return answers.some((answer) => statusOf(answer) === 0);
}

function idOf({ request }: Asked): string {
  return text(request.message.pdu, 'system_id');
}

function passwordOf({ request }: Asked): string {
  return text(request.message.pdu, 'password');
}
