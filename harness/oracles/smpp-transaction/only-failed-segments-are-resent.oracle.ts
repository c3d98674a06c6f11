import { defineOracle } from '../define.ts';
import { acknowledged, dispatches, indexOf, type Transmission } from '../groups.ts';
import { isToHandsets, statusOf } from '../submissions.ts';
import type { View } from '../../trace/view.ts';
import type { Finding } from '../../trace/finding.ts';
import type { Timers } from '../../core/profile.ts';

/** No SMSC's own wait for an acknowledgement is as short: an acknowledgement this quick was in time. */
const PROMPT_US = 100_000;
/** With a harness later than this an acknowledgement may have been too late for the SMSC however prompt it was here. */
const MAX_TOLERANCE_US = 400_000;
const EXPECTED = 'only segments whose delivery failed are sent again';

/** A segment whose acknowledgement was delivered in time is not sent again. */
export default defineOracle({
  requirement: 'TXN-004',
  party: 'smsc',
  needs: ['sm', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    dispatches(view).flatMap(({ submission, groups }) => {
      const sent = groups.flatMap((group) => group.transmissions).sort((a, b) => a.request.seq - b.request.seq);
      const repeats = sent.flatMap((resent, at) => {
        const earlier = sent.slice(0, at).filter((one) => isRepeat(one, resent));
        return earlier.length === 0 ? [] : [{ resent, earlier }];
      });
      const findings = repeats.flatMap(({ resent, earlier }) => {
        const needless = earlier.find((one) => acknowledged(one) && (one.answer?.seq ?? 0) < resent.request.seq);
        return needless === undefined
          ? []
          : [needlessResend(needless, resent, view, profile.timers, profile.statedTimers)];
      });
      if (findings.length > 0) return findings;
      const failed = sent.filter((one) => one.answer !== null && statusOf(one.answer) !== 0);
      const evidence = [submission.request, ...repeats.flatMap(({ resent, earlier }) => [...earlier, resent])].map(
        (one) => ('request' in one ? one.request : one),
      );
      // Exercised only where something failed and went out again: with no repeat there was nothing to get wrong.
      if (repeats.length === 0 || (failed.length === 0 && sent.every(acknowledged))) return [];
      return [
        { verdict: 'pass', evidence, expected: EXPECTED, actual: `${repeats.length} resent, each after it had failed` },
      ];
    }),
  accepts: [
    `let P = pattern(300)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     smsc    > handset deliver_sm      sequence_number=3 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc    deliver_sm_resp sequence_number=3
     smsc    > handset deliver_sm      sequence_number=4 segment=3/3 reference=5 ud=P[256..300]
     handset > smsc    deliver_sm_resp sequence_number=4
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# in rounds (AMB-07), and one that was never answered
     let P = pattern(300)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > handset deliver_sm      sequence_number=3 segment=3/3 reference=5 ud=P[256..300]
     handset > smsc    deliver_sm_resp sequence_number=3
     smsc    > handset deliver_sm      sequence_number=4 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=4`,
  ],
  inconclusive: [
    `# acknowledged later than an SMSC may be expected to wait, and the profile states no ackMs
     let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     @900ms  handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=2`,
    `# the harness was late by more than an SMSC may be expected to wait
     let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=2
     -- tolerance 900ms --`,
    `# segments on the PPG's own session, which was lost behind the acknowledgement
     let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P connection=smpp-1
     handset > smsc    deliver_sm_resp sequence_number=1 connection=smpp-1
     smsc    ! ppg     closed          connection=smpp-1
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=2`,
  ],
  rejects: [
    `let P = pattern(300)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     smsc    > handset deliver_sm      sequence_number=3 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=3`,
    `# all over again under a new reference
     let P = pattern(300)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     smsc    > handset deliver_sm      sequence_number=3 segment=1/3 reference=6 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=3`,
  ],
});

/** The same part of the same push, whatever reference it goes under. */
function isRepeat(earlier: Transmission, later: Transmission): boolean {
  return (
    indexOf(earlier) === indexOf(later) &&
    earlier.data.length === later.data.length &&
    earlier.data.every((octet, at) => octet === later.data[at])
  );
}

function needlessResend(
  first: Transmission,
  resent: Transmission,
  view: View,
  timers: Timers,
  stated: readonly string[],
): Finding {
  const answer = first.answer ?? first.request;
  const evidence = [first.request, answer, resent.request];
  const tookUs = answer.atUs - first.request.atUs;
  const linkLost = view.events.some(
    (event) =>
      event.kind === 'closed' &&
      (isToHandsets(event.pco) || event.connection === first.request.connection) &&
      event.seq > answer.seq &&
      event.seq < resent.request.seq,
  );
  if (linkLost) {
    return {
      verdict: 'inconc',
      evidence,
      expected: EXPECTED,
      actual: 'the handset link was lost after the acknowledgement: it may not have arrived',
    };
  }
  const inTimeUs = stated.includes('ackMs') ? Math.max(PROMPT_US, 0.8 * timers.ackMs * 1_000 - PROMPT_US) : PROMPT_US;
  const what = `segment ${indexOf(first)} was sent again although it had been acknowledged after ${Math.round(tookUs / 1_000)} ms`;
  const { timingToleranceUs } = view.header;
  if (tookUs > inTimeUs) {
    const actual = `${what}; the SMSC may not have waited so long (state timers.ackMs in the profile)`;
    return { verdict: 'inconc', evidence, expected: EXPECTED, actual };
  }
  if (timingToleranceUs > Math.max(MAX_TOLERANCE_US, inTimeUs - tookUs)) {
    const actual = `${what}; the harness itself was up to ${Math.round(timingToleranceUs / 1_000)} ms late, so the SMSC may have seen it later: run again on a quieter machine`;
    return { verdict: 'inconc', evidence, expected: EXPECTED, actual };
  }
  return { verdict: 'fail', evidence, expected: EXPECTED, actual: what };
}
