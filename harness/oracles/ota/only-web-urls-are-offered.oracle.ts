import { defineOracle } from '../define.ts';
import { delivered, evidenceOf, mustStayUnseen } from '../delivered.ts';
import { fetches } from '../fetches.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'nothing offered and nothing opened';

/** Only URLs of http and https are offered for confirmation (OTA, security). */
export default defineOracle({
  requirement: 'SEC-014',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) =>
    delivered(view, profile)
      .filter(({ offer }) => offer.kind === 'si' && offer.url !== null && !/^https?:/i.test(offer.url))
      .filter(({ offer }) => offer.said['action'] !== 'delete')
      .map((one): Finding => {
        const opened = fetches(view, 'client').find(({ http }) => http.target === one.offer.url);
        if (opened === undefined) return mustStayUnseen(one, EXPECTED, one.offer.url ?? '');
        return {
          verdict: 'fail',
          evidence: [...evidenceOf(one), opened.request],
          expected: EXPECTED,
          actual: 'opened',
        };
      }),
  accepts: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0b 03 + text "javascript:x" + hex 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
  inconclusive: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0b 03 + text "javascript:x" + hex 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0b 03 + text "javascript:x" + hex 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S`,
  ],
});
