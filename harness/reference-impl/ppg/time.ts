/** Seconds of a day. */
const DAY = 86_400;
const UTC = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/;

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar. */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Seconds since 1970-01-01T00:00:00Z of a time in the 20-character form (PAP 9); `null` when it is none. */
export function utcSeconds(text: string): number | null {
  const match = UTC.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const days = daysOf(year, month, day);
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return null;
  const seconds = days * DAY + hour * 3_600 + minute * 60 + second;
  return utcText(seconds) === text ? seconds : null;
}

/** The 20-character form of seconds since 1970-01-01T00:00:00Z (PAP 9). */
export function utcText(seconds: number): string {
  const days = Math.floor(seconds / DAY);
  const rest = seconds - days * DAY;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const date = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
  return `${date}T${padded(Math.floor(rest / 3_600), 2)}:${padded(Math.floor(rest / 60) % 60, 2)}:${padded(rest % 60, 2)}Z`;
}

/** Whole seconds since 1970 at `nowUs` of a run that began at `epochUtc`; an unreadable epoch counts as 1970. */
export function secondsAt(epochUtc: string, nowUs: number): number {
  return (utcSeconds(epochUtc) ?? 0) + Math.floor(nowUs / 1_000_000);
}

/** UTC at `nowUs`, in the 20-character form. */
export function utcAt(epochUtc: string, nowUs: number): string {
  return utcText(secondsAt(epochUtc, nowUs));
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
