import { defineOracle } from '../define.ts';
import { postedPushes } from '../posted.ts';
import { grade } from '../results.ts';
import { isDateTime } from '../../wire/pap/content-model.ts';

const TIMES: readonly string[] = ['deliver-before-timestamp', 'deliver-after-timestamp'];

/** Timestamps of a submission are UTC in the 20-character form (PAP 9). */
export default defineOracle({
  requirement: 'PAP-SUB-005',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    postedPushes(view).flatMap(({ event }) =>
      TIMES.flatMap((name) => {
        const value = event.message.pap.control?.attributes[name];
        if (value === undefined) return [];
        return [grade(isDateTime(value), [event], 'YYYY-MM-DDThh:mm:ssZ', `${name} ${value.slice(0, 40)}`)];
      }),
    ),
  accepts: [
    `pi > ppg push-message push-id=1 address=+15550100001 deliver-before-timestamp=2026-01-02T03:04:05Z content=hex 01`,
  ],
  rejects: [
    `pi > ppg push-message push-id=1 address=+15550100001 deliver-before-timestamp=2026-01-02T11:04:05+08:00 content=hex 01`,
    `pi > ppg push-message push-id=1 address=+15550100001 deliver-after-timestamp=2026-01-02T03:04:05.0Z content=hex 01`,
  ],
});
