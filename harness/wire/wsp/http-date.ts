const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const FORM = /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;

/** Seconds since 1970-01-01T00:00:00Z as `Fri, 02 Jan 2026 03:04:05 GMT` (RFC 9110, 5.6.7). */
export function formatHttpDate(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const { year, month, day } = dateOf(days);
  const ofDay = seconds - days * 86_400;
  const time = [ofDay / 3_600, (ofDay / 60) % 60, ofDay % 60].map((number) => pad(Math.floor(number), 2)).join(':');
  return `${DAYS[days % 7] ?? ''}, ${pad(day, 2)} ${MONTHS[month - 1] ?? ''} ${pad(year, 4)} ${time} GMT`;
}

/** Seconds since 1970 of such a date; `null` for any other text. */
export function parseHttpDate(text: string): number | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const [, day = '', monthName = '', year = '', hour = '', minute = '', second = ''] = match;
  const month = MONTHS.indexOf(monthName) + 1;
  const days = daysBefore(Number(year), month, Number(day));
  const seconds = days * 86_400 + Number(hour) * 3_600 + Number(minute) * 60 + Number(second);
  return month > 0 && seconds >= 0 && formatHttpDate(seconds).slice(5) === text.slice(5) ? seconds : null;
}

/** Days from 1970-01-01; years are counted from March, so that the leap day comes last. */
function daysBefore(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const fromMarch0 = days + 719_468;
  const era = Math.floor(fromMarch0 / 146_097);
  const dayOfEra = fromMarch0 - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

function pad(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}
