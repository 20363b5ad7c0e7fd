/** How a file writes its times. */
export type InstantForm = 'epoch milliseconds' | 'ISO-8601 with a zone' | 'a date';

/** A time read from text: its instant in epoch milliseconds (of a date: 00:00 UTC), or what it lacks to be one. */
export type InstantRead =
  | { readonly form: InstantForm; readonly ms: number; readonly lacks?: never }
  | { readonly lacks: string };

const DAY_MS = 86_400_000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:(T)(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|([+-])(\d{2}):(\d{2}))?)?$/;

const anyForm = 'a time is required, as epoch milliseconds, ISO-8601 with its zone, or YYYY-MM-DD';

/**
 * Reads a time strictly. What the language's own parser would guess at (other orders, local times, 30 February) is refused,
 * and so are epoch counts in seconds or microseconds: milliseconds from 1973-03-03 to 5138-11-16 have 12 to 14 digits.
 */
export function readInstant(text: string): InstantRead {
  if (/^\d{1,20}$/.test(text)) return readEpoch(text);
  const match = ISO.exec(text);
  if (match === null) return { lacks: anyForm };
  const [, year, month, day, isInstant, hour, minute, second, fraction, zone, sign, zoneHour, zoneMinute] = match;
  const days = daysFromCivil(Number(year), Number(month), Number(day));
  if (days === null) return { lacks: 'a day that exists is required' };
  if (isInstant === undefined) return { form: 'a date', ms: days * DAY_MS };
  if (zone === undefined) return { lacks: 'a time zone is required (Z, or an offset such as +01:00)' };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) {
    return { lacks: 'a time of day from 00:00:00 to 23:59:59 is required' };
  }
  if (Number(zoneHour ?? 0) > 23 || Number(zoneMinute ?? 0) > 59) {
    return { lacks: 'a zone offset below 24:00 is required' };
  }
  const digits = (fraction ?? '').padEnd(9, '0');
  if (!digits.endsWith('000000')) return { lacks: 'whole milliseconds are required' };
  const offsetMinutes = (Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0)) * (sign === '-' ? -1 : 1);
  const minutes = Number(hour) * 60 + Number(minute) - offsetMinutes;
  const ms = days * DAY_MS + minutes * 60_000 + Number(second ?? 0) * 1000 + Number(digits.slice(0, 3));
  return { form: 'ISO-8601 with a zone', ms };
}

function readEpoch(text: string): InstantRead {
  const ms = Number(text);
  if (ms < 1e11) return { lacks: 'epoch milliseconds are required (this is too small; seconds?)' };
  if (ms >= 1e14) return { lacks: 'epoch milliseconds are required (this is too large; microseconds?)' };
  return { form: 'epoch milliseconds', ms };
}

/** An instant as people read it, `2020-03-12T10:45:00Z`; milliseconds only where there are any. */
export function formatInstant(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const rest = ms - days * DAY_MS;
  const [year, month, day] = civilFromDays(days);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const thousandths = rest % 1000 === 0 ? '' : `.${String(rest % 1000).padStart(3, '0')}`;
  const clock = `${two(rest / 3_600_000)}:${two((rest / 60_000) % 60)}:${two((rest / 1000) % 60)}${thousandths}`;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clock}Z`;
}

/**
 * Days from 1970-01-01 in the Gregorian calendar; `null` for a day that does not exist. Years are counted from March,
 * so that the leap day comes last, in eras of 400 years = 146,097 days (Hinnant, "chrono-compatible low-level date algorithms", 2014).
 */
function daysFromCivil(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function daysInMonth(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeapYear ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The inverse of `daysFromCivil`, from the same source. */
function civilFromDays(days: number): readonly [year: number, month: number, day: number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}
