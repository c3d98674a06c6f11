import type { Profile } from '../core/profile.ts';
import type { View } from '../trace/view.ts';
import type { Push } from './pushes.ts';
import { utcUs } from './utc.ts';

const SECOND_US = 1_000_000;

/** Kind S of the catalogue's section 12: how far two clocks may be apart, in microseconds. Virtual time has no tolerance. */
export function allowedSkewUs({ timers }: Profile, { header }: View): number {
  if (header.world === 'sim') return 0;
  return timers.clockSkewMs * 1_000 + SECOND_US + header.timingToleranceUs;
}

/** An instant that a push names, in microseconds of the run; `null` where it names none that can be read. */
export function instantUs({ request }: Push, name: string, { header }: View): number | null {
  const instant = utcUs(request.message.pap.control?.attributes[name] ?? '');
  const epoch = utcUs(header.epochUtc);
  return instant === null || epoch === null ? null : instant - epoch;
}
