import { defineOracle } from '../define.ts';
import { evidenceOf, handovers } from '../handovers.ts';
import { carriesContent, isConvertible, pushOf } from '../pushes.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED =
  'a submission that carries the pushed content, byte for byte (or the same document, where text was converted)';

/** The push that the PI submitted reaches the SMSC through the PPG as the same push: the PPG's part of claim 1. */
export default defineOracle({
  requirement: 'CLM-1',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap((handover): readonly Finding[] => {
      const { push, attempts } = handover;
      if (push.responseClass !== 1 || attempts.length === 0) return [];
      const evidence = evidenceOf(handover);
      const [first] = attempts;
      if (attempts.some(({ carried }) => carriesContent(push, pushOf(carried.data)))) {
        return [{ verdict: 'pass', evidence, expected: EXPECTED, actual: 'the same content' }];
      }
      const carried = `${first?.carried.data.length ?? 0} other octets were submitted`;
      return isConvertible(push)
        ? [{ verdict: 'inconc', evidence, expected: EXPECTED, actual: `${carried}, in a form that is not read here` }]
        : [{ verdict: 'fail', evidence, expected: EXPECTED, actual: carried }];
    }),
  accepts: [
    `let B = pattern(200)
     pi  > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > pi   push-response push-id=1 code=1001
     ppg > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
  inconclusive: [
    `pi  > ppg  push-message  push-id=1 address=+15550100001 content-type=text/vnd.wap.si content=text "<si><indication href='http://a.example/'>Mail</indication></si>"
     ppg > pi   push-response push-id=1 code=1001
     ppg > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 01 ae 02 05 6a 00`,
  ],
  rejects: [
    `# the last octet lost
     let B = pattern(200)
     pi  > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > pi   push-response push-id=1 code=1001
     ppg > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B[0..199]`,
  ],
});
