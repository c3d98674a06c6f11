import { unasked } from '../confirmed.ts';
import { defineOracle } from '../define.ts';
import { delivered, evidenceOf } from '../delivered.ts';

const EXPECTED = 'nothing requested before the user has said yes';

/** What a service indication points to is fetched only after the user confirmed it (step 11). */
export default defineOracle({
  requirement: 'STP-11a',
  party: 'handset',
  needs: ['sm', 'push', 'fetch'],
  scope: 'run',
  check: (view, { profile }) =>
    delivered(view, profile)
      .filter(({ offer }) => offer.kind === 'si' && offer.url !== null)
      .map((one) => {
        const early = unasked(one, view, profile);
        const evidence = [...evidenceOf(one), ...early.map(({ request }) => request)];
        if (early.length > 0) return { verdict: 'fail', evidence, expected: EXPECTED, actual: 'requested unasked' };
        return one.isClosed
          ? { verdict: 'pass', evidence, expected: EXPECTED, actual: 'nothing was requested unasked' }
          : { verdict: 'inconc', evidence, expected: EXPECTED, actual: 'nothing so far; the observation ended early' };
      }),
  accepts: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S
     user    > handset confirm         octets=S
     handset > gateway http method=GET target=http://a.ex/x`,
  ],
  inconclusive: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S
     handset > gateway http method=GET target=http://a.ex/x
     user    > handset confirm         octets=S`,
  ],
});
