import { acceptedRequests } from '../acceptances.ts';
import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import type { PapRequest } from '../requests.ts';
import { parseAddress } from '../../wire/pap/address.ts';

/** The plain form of the grammar: upper-case keywords, TYPE, a ppg-specifier. */
const PLAIN = /^WAPPUSH=\+[0-9]+\/TYPE=PLMN@[A-Za-z0-9.-]+$/;

/** Attributes that ask for nothing that a PPG need not have. */
const ORDINARY: readonly string[] = [
  'push-id',
  'ppg-notify-requested-to',
  'progress-notes-requested',
  'source-reference',
];

/** Addresses in the plain form of the grammar are accepted (PPG 6.1). */
export default defineOracle({
  requirement: 'PAP-SUB-019',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    acceptedRequests(view, context, {
      applies: isPlain,
      expected: 'an address in the plain form accepted',
      blames: ({ code }) => code === '2002',
    }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001`,
  ],
  inconclusive: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=2002`,
  ],
});

function isPlain({ event, pap }: PapRequest): boolean {
  const { control } = pap;
  if (event.message.name !== 'push-message' || control === null || defectsOf(pap).size > 0) return false;
  const addresses = control.children.flatMap(({ attributes }) => attributes['address-value'] ?? []);
  return (
    Object.keys(control.attributes).every((name) => ORDINARY.includes(name)) &&
    addresses.every((address) => PLAIN.test(address) && parseAddress(address).problem === null)
  );
}
