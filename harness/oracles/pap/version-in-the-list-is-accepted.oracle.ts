import { acceptedRequests } from '../acceptances.ts';
import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { control, posted, pushMessage } from '../odd-examples.ts';
import { isUnusuallyPacked } from '../packaging.ts';
import type { PapRequest } from '../requests.ts';
import { parseAddress } from '../../wire/pap/address.ts';

const LISTED = posted(
  control(pushMessage('push-id="1"')).replace('.dtd">', '.dtd" [<?wap-pap-ver supported-versions="2.0,1.*"?>]>'),
);

/** A document that names a supported version in its wap-pap-ver list, with or without a wildcard, is accepted (PAP 7). */
export default defineOracle({
  requirement: 'PAP-SUB-028',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    acceptedRequests(view, context, {
      applies: (request) => namesVersion(request, context.profile.pap?.version ?? '2.0'),
      expected: 'a version that both sides have found in the list',
      blames: ({ code }) => ['3002', '2000'].includes(code),
    }),
  accepts: [
    `${LISTED}
     ppg > pi push-response push-id=1 code=1001`,
  ],
  inconclusive: [
    `${LISTED}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${LISTED}
     ppg > pi badmessage-response code=3002`,
    `${LISTED}
     ppg > pi badmessage-response code=2000`,
  ],
});

/** A push that has nothing but its list that anybody might refuse. */
function namesVersion(request: PapRequest, spoken: string): boolean {
  const { event, pap } = request;
  const { control: entity, content } = pap;
  if (event.message.name !== 'push-message' || entity === null || content === null || defectsOf(pap).size > 0)
    return false;
  const listed = (entity.supportedVersions ?? '').split(',').map((one) => one.trim());
  const major = spoken.split('.')[0] ?? '';
  const isListed = entity.version === spoken && (listed.includes(spoken) || listed.includes(`${major}.*`));
  const asksNothing = Object.entries(entity.attributes).every(
    ([name, value]) =>
      ['push-id', 'ppg-notify-requested-to', 'progress-notes-requested'].includes(name) &&
      /^[\x21-\x7e]+$/.test(value) &&
      (name !== 'ppg-notify-requested-to' || /^https?:\/\/(?![^/]*:22\/)/.test(value)),
  );
  const isBinary = !event.message.pap.content?.headers.some(
    ([name, value]) =>
      /^content-transfer-encoding$/i.test(name) || (/^content-type$/i.test(name) && /^text\//i.test(value)),
  );
  const plainAddress = entity.children.every(
    ({ name, attributes }) => name !== 'address' || isPlain(attributes['address-value'] ?? ''),
  );
  const ordinary = entity.children.every(
    ({ attributes }) =>
      ![attributes['delivery-method'], attributes['network-required']].some((value) =>
        ['confirmed', 'preferconfirmed', 'true'].includes(value ?? ''),
      ) && ['SMS', 'sms', undefined].includes(attributes['bearer']),
  );
  const alone = entity.children.filter(({ name }) => name === 'address').length === 1;
  return !isUnusuallyPacked(request) && isListed && asksNothing && isBinary && plainAddress && ordinary && alone;
}

function isPlain(address: string): boolean {
  return /^WAPPUSH=\+\d+\/TYPE=PLMN@/.test(address) && parseAddress(address).problem === null;
}
