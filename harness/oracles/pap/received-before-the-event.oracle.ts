import { defineOracle } from '../define.ts';
import { grade, written } from '../results.ts';
import { utcUs } from '../utc.ts';

/** received-time is not later than event-time (PAP 9.6). */
export default defineOracle({
  requirement: 'PAP-NTF-014',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    written(view).flatMap(({ event }) => {
      const { 'received-time': received = '', 'event-time': happened = '' } =
        event.message.pap.control?.attributes ?? {};
      const [from, to] = [utcUs(received), utcUs(happened)];
      if (from === null || to === null) return [];
      return [grade(from <= to, [event], 'received-time ≤ event-time', `received ${received}, event ${happened}`)];
    }),
  unseen: (view) =>
    written(view).length > 0 ? 'not observable: its notifications do not say when a push came and when it ended' : null,
  accepts: [
    `ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 received-time=2026-01-02T03:04:05Z event-time=2026-01-02T03:04:05Z`,
  ],
  rejects: [
    `ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 received-time=2026-01-02T11:04:05Z event-time=2026-01-02T03:04:06Z`,
  ],
});
