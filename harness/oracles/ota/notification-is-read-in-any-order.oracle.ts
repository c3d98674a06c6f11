import { defineOracle } from '../define.ts';
import { confirmed } from '../confirmed.ts';
import { delivered, mustAppear } from '../delivered.ts';
import { fetches } from '../fetches.ts';
import { equal } from '../../wire/octets.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'the notification shown, and its Content-Location requested where its user says yes';

/** The fields of an MMS notification behind the first three are read in any order, and unknown ones are skipped (MMS-ENC, 6.2). */
export default defineOracle({
  requirement: 'OTA-030',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) =>
    delivered(view, profile)
      .filter(({ offer, mayStayUnseen, isLone }) => isLone && offer.kind === 'mms' && mayStayUnseen === null)
      .flatMap((one): readonly Finding[] => {
        const shown = mustAppear(one, EXPECTED, `Content-Location ${one.offer.url ?? ''}`);
        const yes = confirmed(view).find(({ octets }) => equal(octets, one.octets));
        const other = fetches(view, 'client').find(({ request }) => yes !== undefined && request.seq > yes.event.seq);
        if (yes === undefined || yes.fetched.length > 0 || other === undefined) return [shown];
        const actual = `a request for ${other.url} in place of ${yes.url ?? ''}`;
        return [{ verdict: 'fail', evidence: [yes.event, other.request], expected: EXPECTED, actual }];
      }),
  accepts: [
    `let S = hex 01 06 03 be af 84 8c 82 98 31 00 8d 90 83 68 74 74 70 3a 2f 2f 61 2e 65 78 2f 6d 00 8a 80 8e 02 b2 6e 88 05 81 03 03 f4 80
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S`,
    `# a field of somebody's own
     let S = hex 01 06 03 be af 84 8c 82 98 31 00 8d 90 fe 81 58 2d 46 00 62 00 8a 80 8e 02 b2 6e 88 05 81 03 03 f4 80 83 68 74 74 70 3a 2f 2f 61 2e 65 78 2f 6d 00
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S`,
  ],
  inconclusive: [
    `let S = hex 01 06 03 be af 84 8c 82 98 31 00 8d 90 83 68 74 74 70 3a 2f 2f 61 2e 65 78 2f 6d 00 8a 80 8e 02 b2 6e 88 05 81 03 03 f4 80
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let S = hex 01 06 03 be af 84 8c 82 98 31 00 8d 90 83 68 74 74 70 3a 2f 2f 61 2e 65 78 2f 6d 00 8a 80 8e 02 b2 6e 88 05 81 03 03 f4 80
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
});
