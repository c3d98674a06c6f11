import { defineOracle } from '../define.ts';
import { encodings } from '../encodings.ts';
import type { Push } from '../pushes.ts';

const EXPECTED = 'another TID than the push before to the same handset had';
/** Two of 256 numbers may be equal by chance; the same one in so many pushes, and in every one, is none. */
const TELLING_PUSHES = 3;

/** Consecutive pushes to the same handset have different TIDs (WSP 8.2.1). */
export default defineOracle({
  requirement: 'OTA-012',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const seen = new Set<Push>();
    const firsts = encodings(view, profile)
      .filter(({ push }) => !seen.has(push) && seen.add(push))
      .sort((a, b) => a.submission.request.seq - b.submission.request.seq);
    const tids = firsts.map(({ octets }) => octets[0] ?? 0);
    if (tids.length < 2) return [];
    const evidence = firsts.map(({ submission }) => submission.request);
    const actual = tids.map((tid) => `0x${tid.toString(16).padStart(2, '0')}`).join(', ');
    const equalPairs = tids.filter((tid, at) => at > 0 && tid === tids[at - 1]).length;
    const isTelling = tids.length >= TELLING_PUSHES && equalPairs === tids.length - 1;
    return [
      { verdict: equalPairs === 0 ? 'pass' : isTelling ? 'fail' : 'inconc', evidence, expected: EXPECTED, actual },
    ];
  },
  accepts: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/plain content=hex 61
     pi  > ppg  push-message push-id=2 address=+15550100001 content-type=text/plain content=hex 62
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 83 61
     ppg > smsc data_sm      sequence_number=8 esm_class=0x02 message_payload=hex 02 06 01 83 62`,
    `# the same push a second time (DSC-02)
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/plain content=hex 61
     pi  > ppg  push-message push-id=2 address=+15550100001 content-type=text/plain content=hex 62
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 83 61
     ppg > smsc data_sm      sequence_number=8 esm_class=0x02 message_payload=hex 01 06 01 83 61
     ppg > smsc data_sm      sequence_number=9 esm_class=0x02 message_payload=hex 02 06 01 83 62`,
  ],
  inconclusive: [
    `# by chance?
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/plain content=hex 61
     pi  > ppg  push-message push-id=2 address=+15550100001 content-type=text/plain content=hex 62
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 83 61
     ppg > smsc data_sm      sequence_number=8 esm_class=0x02 message_payload=hex 01 06 01 83 62`,
  ],
  rejects: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/plain content=hex 61
     pi  > ppg  push-message push-id=2 address=+15550100001 content-type=text/plain content=hex 62
     pi  > ppg  push-message push-id=3 address=+15550100001 content-type=text/plain content=hex 63
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 83 61
     ppg > smsc data_sm      sequence_number=8 esm_class=0x02 message_payload=hex 01 06 01 83 62
     ppg > smsc data_sm      sequence_number=9 esm_class=0x02 message_payload=hex 01 06 01 83 63`,
  ],
});
