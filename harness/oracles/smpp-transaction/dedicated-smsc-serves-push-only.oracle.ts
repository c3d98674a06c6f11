import { defineOracle } from '../define.ts';
import { waitedFor } from '../deadlines.ts';
import { served, type Dispatch } from '../groups.ts';
import { found, sendingsOf, storyOf } from '../sendings.ts';
import { statusOf, type Submission } from '../submissions.ts';
import { text, tlvUint } from '../../wire/smpp/pdu.ts';
import { ports } from '../../wire/sm/udh.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import type { Profile } from '../../core/profile.ts';

const EXPECTED = 'nothing delivered that is no push, by an SMSC that is dedicated to push (AMB-29)';
const MESSAGE = `let P = pattern(60)
     @0ms ppg > smsc   submit_sm       sequence_number=7 service_type=CMT esm_class=0x03 data_coding=0 message_payload=P`;

/** An SMSC that is dedicated to push delivers nothing of what the profile names as other traffic: claim 6. */
export default defineOracle({
  requirement: 'CLM-6',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile, iut }) => {
    // The built-in chain can have three others.
    if (iut === 'chain' && profile.deployment !== undefined && profile.deployment !== 'dedicated') return [];
    return served(view)
      .filter(({ submission }) => isNoPush(submission, profile))
      .flatMap((dispatch) => judged(view, dispatch, profile));
  },
  accepts: [
    `${MESSAGE}
     smsc > ppg submit_sm_resp sequence_number=7 status=0x15 header_only`,
    `# taken, and routed nowhere
     ${MESSAGE}
     smsc > ppg submit_sm_resp sequence_number=7`,
  ],
  inconclusive: [
    `${MESSAGE}
     smsc > ppg submit_sm_resp sequence_number=7
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${MESSAGE}
     smsc > ppg submit_sm_resp sequence_number=7
     smsc > handset deliver_sm sequence_number=1 data_coding=0 short_message=P`,
  ],
});

function isNoPush({ pdu, carried }: Submission, { nonPush }: Profile): boolean {
  if (nonPush === undefined) return false;
  const inHeader = carried.udh === null ? null : ports(carried.udh);
  const port = inHeader?.destination ?? tlvUint(pdu, 'destination_port');
  return (
    nonPush.serviceTypes.includes(text(pdu, 'service_type')) || (port !== undefined && nonPush.ports.includes(port))
  );
}

function judged(view: View, dispatch: Dispatch, { timers }: Profile): readonly Finding[] {
  const { request, responses } = dispatch.submission;
  const evidence = storyOf(dispatch);
  const sent = sendingsOf(dispatch).length;
  if (sent > 0) return [found('fail', evidence, EXPECTED, `${sent} segments of it were sent`)];
  const [response] = responses;
  if (response !== undefined && statusOf(response) !== 0)
    return [found('pass', evidence, EXPECTED, `refused with 0x${statusOf(response).toString(16)}`)];
  return waitedFor(view, request.atUs, timers.transactionMs)
    ? [found('pass', evidence, EXPECTED, 'not delivered')]
    : [found('inconc', evidence, EXPECTED, 'not delivered while it was observed')];
}
