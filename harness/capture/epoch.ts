/** A time of UTC as headers have it; fractions of a second are free. */
const UTC = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,6})?Z$/;

/** Days from 0000-03-01, as counted here, to 1970-01-01. */
const DAYS_TO_1970 = 719_469;

/** Microseconds from 1970-01-01T00:00:00Z to a time of UTC; an unreadable or earlier one counts as 1970. */
export function microsecondsSince1970(utc: string): number {
  const match = UTC.exec(utc);
  if (match === null) return 0;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const seconds = ((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
  return Math.max(0, seconds * 1_000_000 + Math.round(fraction * 1_000_000));
}

/** Of the Gregorian calendar, whose years are counted from March so that a leap day comes last. */
function daysSince1970(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? month - 3 : month + 9;
  const years = month > 2 ? year : year - 1;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return 365 * years + leapDays + Math.floor((153 * fromMarch + 2) / 5) + day - DAYS_TO_1970;
}
