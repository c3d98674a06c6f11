import { defineOracle } from '../define.ts';
import { dispatches, type Dispatch } from '../groups.ts';
import { found, sendingsOf, storyOf } from '../sendings.ts';
import { MAX_USER_DATA_OCTETS, needsMoreThan255, wholeOctets } from '../sizes.ts';
import { statusOf } from '../submissions.ts';
import type { Finding } from '../../trace/finding.ts';

const RINVMSGLEN = 0x01;
const BY_SIZE = 'status 0x01 for what is too long';
const IN_TWO = `two segments for ${MAX_USER_DATA_OCTETS + 1} octets`;
const PUSH = `let P = pattern(134)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P`;
const TOO_LONG = `ppg     > smsc    data_sm         sequence_number=7 esm_class=0x02 message_payload=pattern(34171)`;

/** What is too long is refused with 0x01, and one octet too many makes two segments: our decisions. */
export default defineOracle({
  requirement: 'SEG-026',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) => dispatches(view).flatMap((dispatch) => [...refusal(dispatch), ...split(dispatch)]),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..134]`,
    `${TOO_LONG}
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0x01 header_only`,
  ],
  rejects: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..50]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[50..100]`,
    `${TOO_LONG}
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0x45 header_only`,
  ],
});

function refusal(dispatch: Dispatch): readonly Finding[] {
  const [response] = dispatch.submission.responses;
  if (response === undefined || !needsMoreThan255(dispatch.submission)) return [];
  const status = statusOf(response);
  const verdict = status === RINVMSGLEN ? 'pass' : 'fail';
  return [found(verdict, storyOf(dispatch).slice(0, MAX_EVIDENCE), BY_SIZE, `status 0x${status.toString(16)}`)];
}

const MAX_EVIDENCE = 8;

function split(dispatch: Dispatch): readonly Finding[] {
  const { submission, groups } = dispatch;
  if (submission.alphabet === 'gsm7' || wholeOctets(submission) !== MAX_USER_DATA_OCTETS + 1) return [];
  if (sendingsOf(dispatch).length === 0) return [];
  const totals = groups.map(({ total }) => total);
  return [found(totals.every((total) => total === 2) ? 'pass' : 'fail', storyOf(dispatch), IN_TWO, totals.join(', '))];
}
