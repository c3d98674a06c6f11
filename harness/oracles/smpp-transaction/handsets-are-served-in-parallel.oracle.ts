import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { found, sendingsOf } from '../sendings.ts';

const EXPECTED = 'the first segment for one handset while another one is still waited for';
const START = `let R = pattern(200)
     let P = R[0..100]
     let Q = R[100..200]
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     @0ms smsc > handset deliver_sm    sequence_number=1 short_message=P
     @1ms ppg > smsc   submit_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=Q`;

/** Transactions to different handsets progress in parallel: our decision. */
export default defineOracle({
  requirement: 'TXN-016',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'run',
  check: (view, { profile }) => {
    const all = dispatches(view);
    return all.flatMap((dispatch, at) => {
      const { request, to } = dispatch.submission;
      const isOpen = (seq: number | undefined): boolean => (seq ?? Infinity) > request.seq;
      const waitedFor = all
        .slice(0, at)
        .find(({ submission }) => submission.to !== to && isOpen(submission.responses[0]?.seq));
      if (waitedFor === undefined) return [];
      const end = waitedFor.submission.responses[0];
      const first = sendingsOf(dispatch)[0]?.request;
      const evidence = [
        waitedFor.submission.request,
        request,
        ...(end === undefined ? [] : [end]),
        ...(first === undefined ? [] : [first]),
      ];
      if (first !== undefined && first.seq < (end?.seq ?? Infinity))
        return [found('pass', evidence, EXPECTED, 'so it came')];
      // Pushes to one handset go one after another, whatever others do (TXN-015).
      const ownBefore = all.slice(0, at).filter(({ submission }) => submission.to === to);
      const freeUs = Math.max(
        request.atUs,
        ...ownBefore.map(({ submission }) => submission.responses[0]?.atUs ?? Infinity),
      );
      const waitedUs = (first?.atUs ?? view.header.endUs) - freeUs;
      return end !== undefined && first !== undefined && waitedUs > profile.timers.gapMs * 1_000
        ? [found('fail', evidence, EXPECTED, `it waited ${Math.round(waitedUs / 1_000)} ms for the other`)]
        : [];
    });
  },
  accepts: [
    `${START}
     smsc    > handset deliver_sm      sequence_number=2 destination_addr=15550100002 short_message=Q
     @2000ms smsc > ppg submit_sm_resp sequence_number=7 status=0xfe header_only`,
    `${START}
     @1ms ppg > smsc submit_sm sequence_number=9 esm_class=0x02 destination_addr=15550100002 message_payload=P
     smsc    > handset deliver_sm      sequence_number=2 destination_addr=15550100002 short_message=Q
     @2000ms smsc > ppg submit_sm_resp sequence_number=7 status=0xfe header_only
     @2001ms smsc > ppg submit_sm_resp sequence_number=8 status=0xfe header_only
     smsc    > handset deliver_sm      sequence_number=3 destination_addr=15550100002 short_message=P`,
  ],
  rejects: [
    `${START}
     @2000ms smsc > ppg submit_sm_resp sequence_number=7 status=0xfe header_only
     smsc    > handset deliver_sm      sequence_number=2 destination_addr=15550100002 short_message=Q`,
  ],
});
