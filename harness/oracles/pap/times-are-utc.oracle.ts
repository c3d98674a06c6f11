import { defineOracle } from '../define.ts';
import { papOf, type PapEvent } from '../pushes.ts';
import { utcUs } from '../utc.ts';
import { isDateTime } from '../../wire/pap/content-model.ts';
import type { XmlElement } from '../../wire/pap/xml.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const TIMES: readonly string[] = ['received-time', 'event-time', 'reply-time', 'time'];
const EXPECTED = 'UTC in the form YYYY-MM-DDThh:mm:ssZ';
const HOUR_US = 3_600_000_000;

/**
 * Times that a PPG writes are UTC in the 20-character form (PAP 9). A time that is half an hour off or more, towards another
 * hour or half of one, is the time of another zone; clocks that merely differ are not judged.
 */
export default defineOracle({
  requirement: 'PAP-NTF-015',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, { profile }) =>
    papOf(view)
      .filter(({ direction }) => direction === 'out')
      .flatMap((event) => timesIn(event).map((time) => judged(time, event, view, profile.timers.clockSkewMs))),
  unseen: (view) =>
    papOf(view).some(({ direction }) => direction === 'out') ? 'not observable: it writes no times' : null,
  accepts: [
    `-- epoch 2026-01-02T03:04:05Z --
     pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001 reply-time=2026-01-02T03:04:05Z`,
  ],
  rejects: [
    `-- epoch 2026-01-02T03:04:05Z --
     pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001 reply-time=2026-01-02T11:04:05+08:00`,
    `-- epoch 2026-01-02T03:04:05Z --
     pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001 reply-time=2026-01-02T11:04:05Z`,
    `-- epoch 2026-01-02T03:04:05Z --
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 event-time=2026-01-02T03:04:05.123Z`,
  ],
});

type Time = { readonly name: string; readonly value: string };

function timesIn({ message }: PapEvent): readonly Time[] {
  const { control } = message.pap;
  if (control === null) return [];
  const within = (element: Pick<XmlElement, 'attributes' | 'children'>): readonly Time[] => [
    ...TIMES.flatMap((name) => {
      const value = element.attributes[name];
      return value === undefined ? [] : [{ name, value }];
    }),
    ...element.children.flatMap((child) => (typeof child === 'string' ? [] : within(child))),
  ];
  return within(control);
}

function judged({ name, value }: Time, event: PapEvent, view: View, skewMs: number): Finding {
  const found = (verdict: Finding['verdict'], what: string): Finding => ({
    verdict,
    evidence: [event],
    expected: EXPECTED,
    actual: `${name} ${value.slice(0, 40)}${what}`,
  });
  if (!isDateTime(value)) return found('fail', '');
  const offUs = (utcUs(value) ?? 0) - ((utcUs(view.header.epochUtc) ?? 0) + event.atUs);
  const halves = Math.round(offUs / (HOUR_US / 2));
  const aroundUs = Math.abs(offUs - halves * (HOUR_US / 2));
  const isZone = Math.abs(halves) >= 1 && Math.abs(halves) <= 28 && aroundUs <= 120_000_000 + skewMs * 1_000;
  return isZone && view.header.world !== 'capture' ? found('fail', `, ${halves / 2} hours off`) : found('pass', '');
}
