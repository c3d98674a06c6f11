import { defineOracle } from '../define.ts';
import { acceptedPush, grade, written } from '../results.ts';
import type { View } from '../../trace/view.ts';
import type { PapMessage } from '../../wire/pap/message.ts';

/** Defaults of quality-of-service (pap.md 3). */
const DEFAULTS: Readonly<Record<string, string>> = {
  priority: 'medium',
  'delivery-method': 'notspecified',
  'network-required': 'false',
  'bearer-required': 'false',
};
const EXPECTED = 'medium, notspecified and false (or nothing) for what the push did not say';

/** Where quality-of-service is echoed, attributes that the push did not have stand at their defaults (PAP 9.2). */
export default defineOracle({
  requirement: 'PAP-SUB-016',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  // To echo it is PAP-NTF-006's matter.
  unseen: (view) => {
    const told = toldWithQuality(view);
    return told.length > 0 && told.every(({ echoed }) => echoed === undefined)
      ? 'not observable here: no quality-of-service is echoed'
      : null;
  },
  check: (view) =>
    toldWithQuality(view).flatMap(({ event, push, asked, echoed }) => {
      if (echoed === undefined) return [];
      const absent = Object.keys(DEFAULTS).filter((name) => asked[name] === undefined);
      const wrong = absent.find((name) => echoed[name] !== undefined && echoed[name] !== DEFAULTS[name]);
      if (absent.length === 0) return [];
      const actual = wrong === undefined ? 'as they should' : `${wrong}="${echoed[wrong] ?? ''}"`;
      return [grade(wrong === undefined, [push.event, event], EXPECTED, actual)];
    }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 bearer=SMS content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 priority=medium bearer=SMS bearer-required=false`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 bearer=SMS content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 priority=low bearer=SMS`,
  ],
});

/** The results of pushes that ask for a quality of service, with what they echo of it. */
function toldWithQuality(view: View) {
  return written(view).flatMap(({ event, pushId }) => {
    const push = acceptedPush(view, pushId);
    const asked = qualityOf(push?.pap);
    return push === undefined || asked === undefined
      ? []
      : [{ event, push, asked, echoed: qualityOf(event.message.pap) }];
  });
}

function qualityOf(pap: PapMessage | undefined): Readonly<Record<string, string>> | undefined {
  return pap?.control?.children.find(({ name }) => name === 'quality-of-service')?.attributes;
}
