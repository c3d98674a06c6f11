import { TRACE_FORMAT, type EventPlace } from './event.ts';
import { PARTIES, PCOS } from './places.ts';

/** An event as a line of a trace file has it. */
export type WrittenEvent = EventPlace &
  (
    | { readonly kind: 'opened' | 'closed' }
    | { readonly kind: 'fault'; readonly fault: string; readonly affects: number }
    | {
        readonly kind: 'message';
        readonly direction: 'out' | 'in';
        /** At PCO `push` only. */
        readonly to?: string;
        readonly from?: string;
        /** Hex. */
        readonly octets: string;
      }
  );

type Is = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Is>>;

const isText: Is = (value) => typeof value === 'string';
const isCount: Is = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isHex: Is = (value) => typeof value === 'string' && value.length % 2 === 0 && /^[0-9a-f]*$/.test(value);
const isParty = isOneOf(PARTIES);
const isPco = isOneOf(PCOS);

const HEADER: Shape = {
  format: isOneOf([TRACE_FORMAT]),
  source: isText,
  world: isOneOf(['sim', 'live', 'capture']),
  epochUtc: isText,
  complete: (value) => isRecord(value) && problemOf(value, { start: isFlag, end: isFlag }) === null,
  observed: (value) => isListOf(value, (one) => isRecord(one) && problemOf(one, OBSERVED) === null),
  mirrored: (value) => isListOf(value, isParty),
  scripted: (value) => isListOf(value, isParty),
  timingToleranceUs: isCount,
  endUs: isCount,
};
const OBSERVED: Shape = { pco: isPco, parties: (value) => isListOf(value, isParty) };
const PLACE: Shape = { seq: isCount, atUs: isCount, party: isParty, peer: isParty, pco: isPco, connection: isText };
const KINDS: Readonly<Record<string, Shape>> = {
  opened: PLACE,
  closed: PLACE,
  fault: { ...PLACE, fault: isText, affects: isCount },
  message: { ...PLACE, direction: isOneOf(['out', 'in']), octets: isHex },
};

/** An object that is no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with a parsed header line; `null` when nothing is. */
export function problemOfHeader(header: unknown): string | null {
  return isRecord(header) ? problemOf(header, HEADER) : 'the header is no object';
}

/** What is wrong with a parsed event line after one numbered `previous`; `null` when nothing is. */
export function problemOfEvent(event: unknown, previous: number): string | null {
  if (!isRecord(event)) return 'the event is no object';
  const shape = KINDS[String(event['kind'])];
  if (shape === undefined) return `kind '${String(event['kind'])}': there are ${Object.keys(KINDS).join(', ')}`;
  const wrong = problemOf(event, shape);
  if (wrong !== null) return wrong;
  if (Number(event['seq']) <= previous) return `seq ${String(event['seq'])} after ${previous}: it must rise`;
  return event['kind'] === 'message' && event['pco'] === 'push' ? problemOf(event, { to: isText, from: isText }) : null;
}

function problemOf(record: Readonly<Record<string, unknown>>, shape: Shape): string | null {
  for (const [key, is] of Object.entries(shape)) {
    if (!(key in record)) return `${key} is missing`;
    if (!is(record[key])) return `${key} may not be ${JSON.stringify(record[key]).slice(0, 60)}`;
  }
  return null;
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isListOf(value: unknown, is: Is): boolean {
  return Array.isArray(value) && value.every(is);
}

function isOneOf(values: readonly (string | number)[]): Is {
  return (value) => (typeof value === 'string' || typeof value === 'number') && values.includes(value);
}
