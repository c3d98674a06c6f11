import { defineOracle } from '../define.ts';
import { latestUs, waiting } from '../deadlines.ts';
import { lostFraming, pdusOf, submissions, type PduMessage } from '../submissions.ts';
import { responseOf } from '../../wire/smpp/commands.table.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

/** The most that 255 segments carry (sms.md, 2); what a longer push is owed is SEG-019's matter. */
const LARGEST_PUSH_OCTETS = 255 * 128;

/** Each submitted push is answered exactly once, on its own session, with the request's sequence_number. */
export default defineOracle({
  requirement: 'STP-08d',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'session',
  check: (view, { profile, viewOf }) =>
    submissions(view)
      .filter(({ carried }) => carried.data.length <= LARGEST_PUSH_OCTETS)
      .flatMap(({ request, responses }): readonly Finding[] => {
        const expected = `exactly one response to sequence_number ${request.message.pdu.sequence_number} within ${profile.timers.transactionMs} ms`;
        const evidence = [request, ...responses];
        const [misfit] = responses.filter((response) => !fits(response, request));
        const told = (verdict: Finding['verdict'], actual: string): readonly Finding[] => [
          { verdict, evidence, expected, actual },
        ];
        if (misfit !== undefined) return told('fail', `it was answered with ${misfit.message.pdu.command}`);
        if (responses.length === 1) return told('pass', 'one response');
        if (responses.length > 1) return told('fail', `${responses.length} responses to one submission`);
        const limitUs = latestUs(profile.timers.transactionMs, view.header);
        switch (waiting(view, request, limitUs, request.connection)) {
          case 'over': {
            const strays = straysAfter(request, view);
            const actual = `no response within the predetermined time${said(strays)}`;
            return [{ verdict: 'fail', evidence: [...evidence, ...strays], expected, actual }];
          }
          case 'cut off': {
            if (hasLostFraming(request, view))
              return told(
                'inconc',
                'the SMSC sent octets that are no PDU, and the session had to be closed before a response was due',
              );
            // Whoever asks and hangs up is owed nothing.
            if (isClosedFirstBy(viewOf('ppg'), view, request.connection)) return [];
            return told('inconc', 'the SMSC closed the session before a response was due');
          }
          case 'still open':
            return told('inconc', 'the observation ended before a response was due');
        }
      }),
  accepts: [
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  submit_sm_resp sequence_number=7`,
    `ppg  > smsc data_sm        sequence_number=7 esm_class=0x02
     ppg  > smsc data_sm        sequence_number=8 esm_class=0x02
     smsc > ppg  data_sm_resp   sequence_number=8
     smsc > ppg  data_sm_resp   sequence_number=7 status=0xfe header_only`,
    `# not this rule's matter: store and forward
     ppg  > smsc submit_sm      sequence_number=6 esm_class=0x03
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  generic_nack   sequence_number=7 status=0x03`,
  ],
  inconclusive: [
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     -- trace ends before the deadline --`,
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc ! ppg  closed
     -- ends at @100000ms --`,
  ],
  rejects: [
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  submit_sm_resp sequence_number=7
     smsc > ppg  submit_sm_resp sequence_number=7`,
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  submit_sm_resp sequence_number=8
     -- ends at @100000ms --`,
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  submit_sm_resp sequence_number=7 connection=another-session
     -- ends at @100000ms --`,
    `# the response of another command
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  data_sm_resp   sequence_number=7`,
    `# a PDU that says to be longer than the session bears
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  submit_sm_resp sequence_number=7 command_length=0x7fffffff
     -- ends at @100000ms --`,
  ],
});

/** Of a connection, whoever closed it is recorded first. */
function isClosedFirstBy(one: View, other: View, name: string): boolean {
  const [first, second] = [one, other].map(
    ({ events }) => events.find(({ kind, connection }) => kind === 'closed' && connection === name)?.seq ?? Infinity,
  );
  return (first ?? Infinity) < (second ?? Infinity);
}

/** generic_nack answers any request. */
function fits({ message: { pdu } }: PduMessage, request: PduMessage): boolean {
  return pdu.command === 'generic_nack' || pdu.command === responseOf(request.message.pdu.command);
}

/** Responses of the same kind, after the request and on its session, to a sequence_number that no request had. */
function straysAfter(request: PduMessage, view: View): readonly PduMessage[] {
  const onSession = pdusOf(view).filter(({ connection, pco }) => connection === request.connection && pco === 'smpp');
  const asked = new Set(
    onSession.filter(({ message }) => !isResponse(message.pdu)).map(({ message }) => message.pdu.sequence_number),
  );
  const wanted = responseOf(request.message.pdu.command);
  return onSession.filter(
    ({ seq, message: { pdu } }) => seq > request.seq && pdu.command === wanted && !asked.has(pdu.sequence_number),
  );
}

function hasLostFraming(request: PduMessage, view: View): boolean {
  return pdusOf(view).some((one) => one.connection === request.connection && one.seq > request.seq && lostFraming(one));
}

function said(strays: readonly PduMessage[]): string {
  const [first] = strays;
  if (first === undefined) return '';
  return `; meanwhile ${strays.length} came for sequence numbers that were not asked, as ${first.message.pdu.sequence_number}`;
}
