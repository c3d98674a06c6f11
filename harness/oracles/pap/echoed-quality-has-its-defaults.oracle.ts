import { defineOracle } from '../define.ts';
import { acceptedPush, grade, written } from '../results.ts';

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
  check: (view) =>
    written(view).flatMap(({ event, pushId }) => {
      const push = acceptedPush(view, pushId);
      const asked = push?.pap.control?.children.find(({ name }) => name === 'quality-of-service')?.attributes;
      const echoed = event.message.pap.control?.children.find(({ name }) => name === 'quality-of-service')?.attributes;
      if (push === undefined || asked === undefined || echoed === undefined) return [];
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
