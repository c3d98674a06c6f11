import { defineOracle } from '../define.ts';
import { postedPushes } from '../posted.ts';
import { grade } from '../results.ts';
import { parseAddress } from '../../wire/pap/address.ts';

/** address-value follows the address grammar (PPG 6.1). */
export default defineOracle({
  requirement: 'PAP-SUB-007',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    postedPushes(view).flatMap(({ event }) =>
      (event.message.pap.control?.children ?? []).flatMap(({ name, attributes }) => {
        if (name !== 'address') return [];
        const { problem } = parseAddress(attributes['address-value'] ?? '');
        return [grade(problem === null, [event], 'an address of the grammar', problem ?? 'it is one')];
      }),
    ),
  accepts: [`pi > ppg push-message push-id=1 address="WAPPUSH=+15550100001/TYPE=PLMN" content=hex 01`],
  rejects: [`pi > ppg push-message push-id=1 address="WAPPUSH=15550100001/TYPE=PLMN@ppg.pushproof" content=hex 01`],
});
