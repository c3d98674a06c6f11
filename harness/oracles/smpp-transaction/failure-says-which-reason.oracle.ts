import { defineOracle } from '../define.ts';
import { dispatches, type Dispatch, type Transmission } from '../groups.ts';
import { failureOf, found, refusedForGood, sendingsOf, storyOf, undelivered } from '../sendings.ts';
import { tlvUint } from '../../wire/smpp/pdu.ts';

const DELIVERY_FAILURE = 0xfe;
const UNAVAILABLE = 0;
const PERMANENT = 2;
const TEMPORARY = 3;
const START = `let P = pattern(60)
     ppg     > smsc    data_sm         sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P`;

/** A failure is 0xFE with the reason that its cause has: our decision (sms.md 8.3). */
export default defineOracle({
  requirement: 'TXN-028',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap((dispatch) => {
      const failure = failureOf(dispatch.submission);
      if (failure === null || sendingsOf(dispatch).length === 0) return [];
      const reasons = reasonsFor(dispatch, failure.seq);
      if (reasons.size === 0) return [];
      const expected = `status 0xfe with delivery_failure_reason ${[...reasons].join(' or ')}`;
      const { pdu } = failure.message;
      const reason = tlvUint(pdu, 'delivery_failure_reason');
      const fits = pdu.command_status === DELIVERY_FAILURE && reason !== undefined && reasons.has(reason);
      const actual = `status 0x${pdu.command_status.toString(16)}, ${reason === undefined ? 'no reason' : `reason ${reason}`}`;
      return [found(fits ? 'pass' : 'fail', storyOf(dispatch), expected, actual)];
    }),
  accepts: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0xfe delivery_failure_reason=2`,
    `${START}
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0xfe delivery_failure_reason=0`,
    `# refused for now, and silent in the end
     ${START}
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x64
     smsc    > handset deliver_sm      sequence_number=2 short_message=P
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0xfe delivery_failure_reason=3`,
  ],
  rejects: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0xfe header_only`,
    `# silence is no network error
     ${START}
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0xfe delivery_failure_reason=3`,
  ],
});

/** What the answers to the segments that were never taken allow to be said. */
function reasonsFor(dispatch: Dispatch, before: number): ReadonlySet<number> {
  const indices = new Set(undelivered(dispatch, before).map(({ concatenation }) => concatenation?.index ?? 1));
  const sent = sendingsOf(dispatch).filter(
    ({ request, concatenation }) => request.seq < before && indices.has(concatenation?.index ?? 1),
  );
  const last = sent.at(-1);
  if (last !== undefined && refusedForGood(last)) return new Set([PERMANENT]);
  return new Set(sent.map((one) => reasonOf(one, before)));
}

function reasonOf(one: Transmission, before: number): number {
  if (one.answer === null || one.answer.seq > before) return UNAVAILABLE;
  return refusedForGood(one) ? PERMANENT : TEMPORARY;
}
