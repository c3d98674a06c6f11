import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { MARKER } from '../odd-examples.ts';
import { refusedRequests, refusesWith } from '../refusals.ts';
import type { PapRequest } from '../requests.ts';
import { parseAddress } from '../../wire/pap/address.ts';

/** What the grammar does not know, whoever reads it: not what receivers take besides (AMB-37). */
const NO_PLUS = /^\/?WAPPUSH=\d/i;

/** A push to an address outside of the grammar is refused with a class 2 code, and nothing is submitted (PPG 6.1). */
export default defineOracle({
  requirement: 'PAP-SUB-018',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    refusedRequests(view, context, {
      applies: isMisaddressed,
      expected: 'a refusal of class 2 (2002 or 2000), nothing submitted',
      accepts: refusesWith(2),
    }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address="WAPPUSH=+15550100001@ppg.pushproof" content=text "content of 1"
     ppg > pi  push-response push-id=1 code=2002
     ${MARKER}`,
    `# answered by badmessage-response, in general (AMB-31)
     pi  > ppg push-message  push-id=1 address="WAPPUSH=+1555010x001/TYPE=PLMN@ppg.pushproof" content=text "content of 1"
     ppg > pi  badmessage-response code=2000
     ${MARKER}`,
  ],
  inconclusive: [
    `pi  > ppg push-message  push-id=1 address="WAPPUSH=+15550100001/TYPE=FOO@ppg.pushproof" content=text "content of 1"
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address="WAPPUSH=+1555010x001/TYPE=PLMN@ppg.pushproof" content=text "content of 1"
     ppg > pi  push-response push-id=1 code=1001
     ${MARKER}`,
    `# a missing TYPE, and it is gone
     pi  > ppg push-message  push-id=1 address="WAPPUSH=+15550100001@ppg.pushproof" content=text "content of 1"`,
    `pi  > ppg push-message  push-id=1 address="WAPPUSH=+15550100001/TYPE=FOO@ppg.pushproof" content=text "content of 1"
     ppg > pi  push-response push-id=1 code=3000
     ${MARKER}`,
  ],
});

function isMisaddressed({ event, pap }: PapRequest): boolean {
  if (event.message.name !== 'push-message' || defectsOf(pap).size > 0) return false;
  const written = (pap.control?.children ?? []).flatMap(({ attributes }) => attributes['address-value'] ?? []);
  return written.some((address) => parseAddress(address).problem !== null && !NO_PLUS.test(address));
}
