import { UsageError } from '../../core/usage-error.ts';
import { deriveSeed, makeRng } from '../../core/rng.ts';
import { concat, fromHex, fromLatin1 } from '../../wire/octets.ts';
import { alphabetOf, type Alphabet } from '../../wire/sm/data-coding.ts';
import { toSeptets } from '../../wire/sm/gsm7.ts';
import type { FieldValue } from '../../wire/smpp/pdu.ts';
import { encodePush } from '../../wire/wsp/push.ts';
import { makeContent } from '../pi/content.ts';
import {
  placeOfPorts,
  commandOf,
  deadlineTlv,
  deadlineField,
  fieldsOf,
  portsTlvs,
  portsUdh,
} from './submission-pdu.ts';
import type { SubmissionOptions, SubmissionPdu } from './submission-pdu.ts';

type Arguments = Readonly<Record<string, unknown>>;

export type OrderOptions = SubmissionOptions & {
  /** What makes one order's content another than the next one's. */
  readonly seed: number;
};

/** Fields that an order may fix, whatever its command; those that the command lacks are left out. */
export const ORDERED_FIELDS = [
  'service_type',
  'source_addr',
  'source_addr_ton',
  'source_addr_npi',
  'dest_addr_ton',
  'dest_addr_npi',
  'esm_class',
  'protocol_id',
  'priority_flag',
  'schedule_delivery_time',
  'validity_period',
  'registered_delivery',
  'replace_if_present_flag',
  'data_coding',
  'sm_default_msg_id',
] as const;

/** Fields of submit_sm that data_sm has not. */
const OF_SUBMIT_SM: readonly string[] = [
  'protocol_id',
  'priority_flag',
  'schedule_delivery_time',
  'validity_period',
  'replace_if_present_flag',
  'sm_default_msg_id',
];

const TRANSACTION = 0x02;
const UDHI = 0x40;
const UNIT_OCTETS: Readonly<Record<Alphabet, number>> = { gsm7: 1, '8bit': 1, ucs2: 2 };

/** The submission that `ppg.submit` orders: whatever content in whatever form, without a push and without suspension. */
export function orderedSubmission(args: Arguments, options: OrderOptions): SubmissionPdu {
  const { profile } = options;
  const command = args['command'] === 'submit_sm' || args['command'] === 'data_sm' ? args['command'] : null;
  const form = command ?? commandOf(options);
  const coding = typeof args['data_coding'] === 'number' ? args['data_coding'] : profile.smpp.dataCoding;
  const content = contentOf(args, coding, options.seed);
  const ports = portsOf(args, options);
  const header =
    typeof args['udh'] === 'string' ? fromHex(args['udh']) : ports === 'udh' ? portsUdh() : new Uint8Array(0);
  const userData = concat(header, content);
  const asked = Object.fromEntries(
    ORDERED_FIELDS.filter((name) => args[name] !== undefined && hasField(form, name)).map((name) => [
      name,
      args[name] as FieldValue,
    ]),
  );
  const { serviceTypes = [], ports: nonPushPorts = [] } = args['traffic'] === 'non-push' ? (profile.nonPush ?? {}) : {};
  const fields: Record<string, FieldValue> = {
    ...fieldsOf(options),
    ...(serviceTypes[0] === undefined ? {} : { service_type: serviceTypes[0] }),
    esm_class: TRANSACTION | (header.length > 0 ? UDHI : 0),
    ...(form === 'submit_sm' ? deadlineField(options) : {}),
    ...asked,
  };
  const carrier = form === 'data_sm' ? 'message_payload' : (args['carrier'] ?? 'message_payload');
  if (carrier !== 'message_payload') fields['short_message'] = userData;
  const payload = carrier === 'short_message' ? [] : ([['message_payload', userData]] as const);
  const deadline = form === 'data_sm' ? deadlineTlv(options) : [];
  const foreignPort =
    serviceTypes[0] === undefined && nonPushPorts[0] !== undefined
      ? ([['destination_port', nonPushPorts[0]]] as const)
      : [];
  const tlvs = [...(ports === 'tlv' ? portsTlvs() : foreignPort), ...deadline, ...payload];
  const replaced = new Set(tlvsOf(args).map(([name]) => name));
  return { command: form, fields, tlvs: [...tlvs.filter(([name]) => !replaced.has(name)), ...tlvsOf(args)] };
}

function hasField(command: string, name: string): boolean {
  return command === 'submit_sm' || !OF_SUBMIT_SM.includes(name);
}

function portsOf(args: Arguments, options: OrderOptions): 'udh' | 'tlv' | 'none' {
  const { ports } = args;
  if (ports === 'udh' || ports === 'tlv' || ports === 'none') return ports;
  if (args['wdpOctets'] === undefined || args['udh'] !== undefined) return 'none';
  return placeOfPorts(options);
}

/** TLVs by name or by `0x1400`, as octets. */
function tlvsOf(args: Arguments): NonNullable<SubmissionPdu['tlvs']> {
  const { tlvs } = args;
  if (typeof tlvs !== 'object' || tlvs === null) return [];
  return Object.entries(tlvs as Readonly<Record<string, string>>).map(([name, hex]) => [
    name.startsWith('0x') ? Number(name) : name,
    fromHex(hex),
  ]);
}

function contentOf(args: Arguments, coding: number, seed: number): Uint8Array {
  const alphabet = alphabetOf(coding);
  if (typeof args['wdpOctets'] === 'number') return pushOf(args['wdpOctets'], seed);
  if (typeof args['hex'] === 'string') return toLength(fromHex(args['hex']), args, UNIT_OCTETS[alphabet]);
  if (typeof args['text'] !== 'string') return new Uint8Array(0);
  return toLength(octetsOf(args['text'], alphabet), args, UNIT_OCTETS[alphabet]);
}

function pushOf(wdpOctets: number, seed: number): Uint8Array {
  const rng = makeRng(deriveSeed(seed, 'ppg.submit'));
  const { contentType, applicationId, body } = makeContent({ kind: 'mms-notification', wdpOctets, utc: '', rng });
  return encodePush({ tid: rng.below(256), contentType, charset: null, applicationId, body });
}

function octetsOf(text: string, alphabet: Alphabet): Uint8Array {
  if (alphabet === '8bit') return fromLatin1(text);
  if (alphabet === 'ucs2') {
    const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
    return Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 0xff]));
  }
  try {
    return toSeptets(text);
  } catch (error) {
    const what = error instanceof RangeError ? error.message : 'no text';
    throw new UsageError('ppg.submit text', what, 'Write other text, or give another data_coding.');
  }
}

/** Repeated, and cut, to so many octets, septets or UCS2 units. */
function toLength(octets: Uint8Array, { units }: Arguments, unitOctets: number): Uint8Array {
  if (typeof units !== 'number' || octets.length === 0) return octets;
  const wanted = units * unitOctets;
  return Uint8Array.from({ length: wanted }, (_, at) => octets[at % octets.length] ?? 0);
}
