import { utcSeconds, utcText } from '../ppg/time.ts';

const RELATIVE = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})000R$/;
const ABSOLUTE = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\d([0-3]\d|4[0-8])([+-])$/;
const SECONDS_PER_UNIT: readonly number[] = [365 * 86_400, 30 * 86_400, 86_400, 3_600, 60, 1];
const QUARTER_HOUR = 900;

/**
 * How many seconds from `nowSeconds` (since 1970) on a time is: relative `YYMMDDhhmmss000R`, or absolute `YYMMDDhhmmsstnnp` with
 * its difference to UTC in quarter hours (SMPP 3.4, 7.1.1). Below 0 when it is over; `null` when it is none.
 */
export function secondsUntil(time: string, nowSeconds: number): number | null {
  const relative = RELATIVE.exec(time)?.slice(1).map(Number);
  if (relative !== undefined) return SECONDS_PER_UNIT.reduce((sum, unit, at) => sum + unit * (relative[at] ?? 0), 0);
  const [, year, month, day, hour, minute, second, quarters = '', sign] = ABSOLUTE.exec(time) ?? [];
  const local = utcSeconds(
    `20${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`,
  );
  if (local === null) return null;
  // Local time is ahead of UTC with +.
  return local - (sign === '+' ? 1 : -1) * Number(quarters) * QUARTER_HOUR - nowSeconds;
}

/** The same moment as an absolute time, in UTC; what is no relative time stays as it is. */
export function pinned(time: string, nowSeconds: number): string {
  if (!RELATIVE.test(time)) return time;
  const digits = utcText(nowSeconds + (secondsUntil(time, nowSeconds) ?? 0)).replace(/\D/g, '');
  return `${digits.slice(2, 14)}000+`;
}
