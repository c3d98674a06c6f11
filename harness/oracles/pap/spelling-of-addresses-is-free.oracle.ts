import { acceptedRequests } from '../acceptances.ts';
import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { parseAddress } from '../../wire/pap/address.ts';

/** The plain form: PAP-SUB-019's matter. */
const PLAIN = /^WAPPUSH=\+[0-9]+\/TYPE=PLMN@/;

/** wappush and type in any case, no ppg-specifier, slashes before WAPPUSH and @, and separators are accepted (pap.md 6). */
export default defineOracle({
  requirement: 'PAP-SUB-041',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    acceptedRequests(view, context, {
      applies: ({ event, pap }) => {
        const isPush = event.message.name === 'push-message' && defectsOf(pap).size === 0;
        const written = (pap.control?.children ?? []).flatMap(({ attributes }) => attributes['address-value'] ?? []);
        const read = written.map(parseAddress);
        const isFine = read.every(({ problem, type }) => problem === null && type === 'PLMN');
        return isPush && isFine && written.some((address) => !PLAIN.test(address));
      },
      expected: 'the address accepted, however it is spelled',
      blames: ({ code }) => ['2002', '2000'].includes(code),
    }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address="/wappush=+1-555-0100-001/type=plmn/@h" content=hex 01
     ppg > pi  push-response push-id=1 code=1001`,
  ],
  inconclusive: [
    `pi  > ppg push-message  push-id=1 address="WAPPUSH=+15550100001/TYPE=PLMN" content=hex 01
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address="wappush=+15550100001/type=plmn@h" content=hex 01
     ppg > pi  push-response push-id=1 code=2002`,
  ],
});
