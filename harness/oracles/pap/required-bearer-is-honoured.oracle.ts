import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { MARKER } from '../odd-examples.ts';
import { refusedRequests } from '../refusals.ts';
import type { PapRequest } from '../requests.ts';

const SMS: Readonly<Record<string, readonly string[]>> = { bearer: ['any', 'sms'], network: ['any', 'gsm'] };

/** A push that requires a bearer or a network that SMS over GSM is not, is refused and not sent over SMS (PAP 9.14). */
export default defineOracle({
  requirement: 'PAP-SUB-024',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    refusedRequests(view, context, {
      applies: requiresAnother,
      expected: 'a refusal (3010, for a network 3009, expected), nothing sent over SMS',
      accepts: ({ kind }) => kind === 'refusal',
    }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 bearer=CSD bearer-required=true content=text "content of 1"
     ppg > pi  push-response push-id=1 code=3010
     ${MARKER}`,
    `# in general (AMB-31)
     pi  > ppg push-message  push-id=1 address=+15550100001 network=PDC network-required=true content=text "content of 1"
     ppg > pi  push-response push-id=1 code=3000
     ${MARKER}`,
  ],
  inconclusive: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 bearer=CSD bearer-required=true content=text "content of 1"
     ppg > pi  push-response push-id=1 code=3010
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg  push-message  push-id=1 address=+15550100001 bearer=CSD bearer-required=true content=text "content of 1"
     ppg > pi   push-response push-id=1 code=1001
     ppg > smsc submit_sm     sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + text "content of 1"`,
    `pi  > ppg  push-message  push-id=1 address=+15550100001 network=PDC network-required=true content=text "content of 1"
     ppg > pi   push-response push-id=1 code=1001
     ${MARKER}`,
  ],
});

function requiresAnother({ event, pap }: PapRequest): boolean {
  if (event.message.name !== 'push-message' || defectsOf(pap).size > 0) return false;
  const quality = pap.control?.children.find(({ name }) => name === 'quality-of-service')?.attributes ?? {};
  return ['bearer', 'network'].some(
    (what) =>
      quality[`${what}-required`] === 'true' && SMS[what]?.includes((quality[what] ?? 'any').toLowerCase()) === false,
  );
}
