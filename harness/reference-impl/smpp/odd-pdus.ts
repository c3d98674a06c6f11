import { makeRng } from '../../core/rng.ts';
import { concat, fromHex, fromLatin1 } from '../../wire/octets.ts';
import { encodePdu, type PduInput } from '../../wire/smpp/pdu.ts';

/** One odd thing to say on a session: what is written, each at once, and which sequence_numbers then await an answer. */
export type Odd = {
  readonly writes: readonly Uint8Array[];
  readonly expects: readonly number[];
  /** Pause between the writes, so that they do not travel together. */
  readonly paceMs?: number;
  /** What is said next needs another session: on this one nobody knows where a PDU begins. */
  readonly thenLeave?: boolean;
  /** Nothing is read any more, from before the first write on. */
  readonly isDeaf?: boolean;
  /** Nothing more is said on this session; it is given up after so long. */
  readonly thenSilentMs?: number;
};

/** What odd PDUs are made of. */
export type Maker = {
  /** A fresh sequence_number. */
  readonly next: () => number;
  /** A message of the usual form to the case's handset, of a content that no other has. */
  readonly message: (change?: Change) => Made;
  /** The window that the profile states. */
  readonly window: number;
  /** The bind of a session that may submit. */
  readonly bind: Omit<PduInput, 'sequence_number'>;
  /** Whether the other side is our own reference. */
  readonly isAtHome: boolean;
  /** How long a session that says nothing, and a PDU that is not finished, are watched. */
  readonly watchMs: { readonly unbound: number; readonly unfinished: number; readonly unread: number };
};

export type Change = {
  readonly fields?: NonNullable<PduInput['fields']>;
  /** TLVs before and behind those of the message. */
  readonly before?: NonNullable<PduInput['tlvs']>;
  readonly behind?: NonNullable<PduInput['tlvs']>;
  /** Where its content stands, if not in message_payload. */
  readonly content?: 'none' | 'both' | 'short_message';
  readonly command?: 'data_sm' | 'submit_sm';
  /** Without ports, if not in the usual form. */
  readonly ports?: 'none';
};

export type Made = { readonly sequence: number; readonly pdu: PduInput; readonly octets: Uint8Array };

const HEADER = 16;
/** Far above any limit on PDUs, and the largest that a signed integer holds. */
const HUGE = 0x7fffffff;
/** Requests beyond the window. */
const SURPLUS = 5;
const UNASKED = 0x6fff0000;

/** The id that the reference SMSC gives first. */
const FIRST_ID = '00000001';
/** A message id that no SMSC gave. */
const UNKNOWN_ID = 'pushproof-no-such-id';

/** By name, what can be said; several things are said one after another, each when the one before is over with. */
export const ODD_PDUS: Readonly<Record<string, (maker: Maker) => readonly Odd[]>> = {
  message: ({ message }) => [whole(message())],
  'unknown command': (maker) => [bare(maker, 0xff), bare(maker, 0x0a, fromLatin1('a body'))],
  'length 0': (maker) => [header(maker, 0)],
  'length 15': (maker) => [header(maker, HEADER - 1)],
  'length beyond all limits': (maker) => [header(maker, HUGE, 0x04)],
  'surplus octets': (maker) => [bare(maker, 0x15, new Uint8Array(4))],
  'unasked responses': () => [
    unasked([
      { command: 'enquire_link_resp', sequence_number: UNASKED },
      { command: 'submit_sm_resp', sequence_number: UNASKED + 1, fields: { message_id: 'x' } },
      { command: 'generic_nack', sequence_number: UNASKED + 2, command_status: 3 },
      { command: 'generic_nack', sequence_number: 0, command_status: 2 },
    ]),
  ],
  /** At every field's end and within the addresses. */
  'body cut short': ({ message }) => [1, 4, 6, 10, 17, 24, 30].map((octets) => cutShort(message(), octets)),
  'no end of an address': ({ message }) => [
    // Of letters: who reads on where a destination would stand finds no number.
    whole(message({ fields: { source_addr: fromLatin1('x'.repeat(80)) } })),
    endless(message()),
  ],
  'half a header': ({ watchMs }) => [
    { writes: [fromHex('00000010 00000015 00000000 000000')], expects: [], thenSilentMs: watchMs.unfinished },
  ],
  'requests whose answers are not read': (maker) => {
    const { watchMs } = maker;
    const writes = Array.from(
      { length: UNREAD_REQUESTS },
      () => asRequest(maker, { command: 'enquire_link' }).writes,
    ).flat();
    return [{ writes, expects: [], isDeaf: true, thenSilentMs: watchMs.unread }];
  },
  nothing: ({ watchMs }) => [{ writes: [], expects: [], thenSilentMs: watchMs.unbound }],
  'a second bind': (maker) => [asRequest(maker, maker.bind)],
  'reserved TLV': ({ message }) => [
    whole(message({ before: [[0x0100, fromHex('0102')]] })),
    whole(message({ behind: [[0x0100, fromHex('0102')]] })),
  ],
  'vendor TLV': ({ message }) => [
    whole(message({ before: [[0x1400, fromHex('01')]] })),
    whole(message({ behind: [[0x1500, fromHex('0102')]] })),
  ],
  'TLVs in any order': ({ message }) => TLV_ORDERS.map((order) => whole(reordered(message(MORE_TLVS), order))),
  'TLV overrun': ({ message }) => [tailed(message(), fromHex('0204 0040 0102'))],
  'stray octets': ({ message }) => ['02', '0204', '020400'].map((stray) => tailed(message(), fromHex(stray))),
  'port of one octet': ({ message }) => [
    whole(message({ ports: 'none', behind: [['destination_port', fromHex('0b')]] })),
  ],
  'no content': ({ message }) => [whole(message({ command: 'data_sm', content: 'none' }))],
  /** The same twice, so that it does not matter which is taken. */
  'content twice': ({ message }) => {
    const made = message({ command: 'data_sm' });
    const payload = (made.pdu.tlvs ?? []).find(([name]) => name === 'message_payload');
    const twice = { ...made.pdu, tlvs: [...(made.pdu.tlvs ?? []), ...(payload === undefined ? [] : [payload])] };
    return [{ writes: [encodePdu(twice)], expects: [made.sequence] }];
  },
  'content in both places': ({ message }) => [whole(message({ command: 'submit_sm', content: 'both' }))],
  'sm_length beyond the end': ({ message, next }) => {
    const made = message({ command: 'submit_sm', content: 'short_message', fields: { sm_length: 200 } });
    const sequence = next();
    // What follows at once is what a reader without bounds would take.
    const behind = encodePdu({ command: 'enquire_link', sequence_number: sequence });
    return [{ writes: [concat(made.octets, behind)], expects: [made.sequence, sequence] }];
  },
  'sm_length too short': ({ message }) => [
    whole(message({ command: 'submit_sm', content: 'short_message', fields: { sm_length: 9 } })),
  ],
  'a command of each kind': (maker) => OTHER_REQUESTS.map((request) => asRequest(maker, request)),
  'unknown message id': (maker) => BY_ID.map((request) => asRequest(maker, request)),
  /** Its id is known beforehand at home only; elsewhere it might be somebody's. */
  'about the first message': (maker) =>
    maker.isAtHome
      ? OTHER_REQUESTS.slice(0, 3).map((request) => asRequest(maker, { ...request, fields: { message_id: FIRST_ID } }))
      : [],
  'more than the window': ({ message, window }) => {
    const all = Array.from({ length: window + SURPLUS }, () => message());
    return [{ writes: all.map(({ octets }) => octets), expects: all.map(({ sequence }) => sequence) }];
  },
  'several at once': (maker) => {
    const links = [1, 2, 3].map(() => asRequest(maker, { command: 'enquire_link' }));
    return [
      { writes: [concat(...links.flatMap(({ writes }) => writes))], expects: links.flatMap(({ expects }) => expects) },
    ];
  },
  'several in a row': (maker) => {
    const links = [1, 2, 3].map(() => asRequest(maker, { command: 'enquire_link' }));
    return [{ writes: links.flatMap(({ writes }) => writes), expects: links.flatMap(({ expects }) => expects) }];
  },
  /** Octets without sense, some behind a header that could be. */
  noise: () => NOISE_SEEDS.map((seed) => ({ writes: [noise(seed)], expects: [], thenLeave: true })),
  'a bad field': ({ message }) => BAD_FIELDS.map((fields) => whole(message({ command: 'submit_sm', fields }))),
  'octet by octet': (maker) => {
    const { writes, expects } = asRequest(maker, { command: 'enquire_link' });
    const single = writes.flatMap((octets) => [...octets].map((octet) => Uint8Array.of(octet)));
    return [{ writes: single, expects, paceMs: PACE_MS }];
  },
};

export const ODD_NAMES: readonly string[] = Object.keys(ODD_PDUS);

/** Long enough to travel alone, short against every timer. */
const PACE_MS = 2;
/** Little enough for a third party, and more than an answer that is waited for. */
const UNREAD_REQUESTS = 500;
const NOISE_SEEDS: readonly number[] = [1, 2, 3, 4];
const NOISE_OCTETS = 300;

/** One field at a time (fact sheet, 6). */
const BAD_FIELDS: readonly NonNullable<PduInput['fields']>[] = [
  { source_addr_ton: 7 },
  { source_addr_npi: 2 },
  { dest_addr_ton: 7 },
  { dest_addr_npi: 2 },
  { esm_class: 0x06 },
  { priority_flag: 9 },
  { validity_period: 'tomorrow' },
  { registered_delivery: 0xff },
  { replace_if_present_flag: 2 },
];

/** Requests that are rarely served, well-formed. */
const OTHER_REQUESTS: readonly Omit<PduInput, 'sequence_number'>[] = [
  { command: 'query_sm', fields: { message_id: UNKNOWN_ID } },
  { command: 'cancel_sm', fields: { message_id: UNKNOWN_ID } },
  { command: 'replace_sm', fields: { message_id: UNKNOWN_ID } },
  { command: 'submit_multi' },
  // Of 5.0 only: on a session of 3.4 an unknown command_id.
  { command: 'broadcast_sm' },
  { command: 'query_broadcast_sm', fields: { message_id: UNKNOWN_ID } },
  { command: 'cancel_broadcast_sm', fields: { message_id: UNKNOWN_ID } },
];
const BY_ID = OTHER_REQUESTS.filter(({ command }) => command === 'query_sm');

const MORE_TLVS: Change = {
  before: [
    ['user_message_reference', 7],
    ['privacy_indicator', 0],
    ['source_subaddress', fromHex('a0 31')],
  ],
};

type Tlvs = NonNullable<PduInput['tlvs']>;

/** Orders in which each TLV stands first, last and between. */
const TLV_ORDERS: readonly ((tlvs: Tlvs) => Tlvs)[] = [
  (tlvs) => tlvs.toReversed(),
  (tlvs) => [...tlvs.slice(1), ...tlvs.slice(0, 1)],
  (tlvs) => [...tlvs.slice(2), ...tlvs.slice(0, 2)],
  (tlvs) => [...tlvs.slice(-1), ...tlvs.slice(0, -1)],
];

/** The same octets for the same seed; of even seeds the first four are a length that they have. */
function noise(seed: number): Uint8Array {
  const rng = makeRng(seed);
  const octets = Uint8Array.from({ length: NOISE_OCTETS }, () => rng.below(256));
  return seed % 2 === 0 ? sized(octets) : octets;
}

function whole({ octets, sequence }: Made): Odd {
  return { writes: [octets], expects: [sequence] };
}

function asRequest({ next }: Maker, pdu: Omit<PduInput, 'sequence_number'>): Odd {
  const sequence = next();
  return { writes: [encodePdu({ ...pdu, sequence_number: sequence })], expects: [sequence] };
}

function unasked(pdus: readonly PduInput[]): Odd {
  return { writes: pdus.map(encodePdu), expects: [] };
}

/** A PDU of any command_id. */
function bare({ next }: Maker, id: number, body: Uint8Array = new Uint8Array()): Odd {
  const sequence = next();
  return { writes: [pduOf(HEADER + body.length, id, sequence, body)], expects: [sequence] };
}

/** A header that says another length than its own; its answer may have any number. */
function header({ next }: Maker, length: number, id = 0x15): Odd {
  const sequence = next();
  return { writes: [pduOf(length, id, sequence, new Uint8Array())], expects: [sequence], thenLeave: true };
}

function pduOf(length: number, id: number, sequence: number, body: Uint8Array): Uint8Array {
  const octets = concat(new Uint8Array(HEADER), body);
  const view = new DataView(octets.buffer);
  view.setUint32(0, length);
  view.setUint32(4, id);
  view.setUint32(12, sequence);
  return octets;
}

/** command_length as it should be for these octets. */
function sized(octets: Uint8Array): Uint8Array {
  const copy = octets.slice();
  new DataView(copy.buffer).setUint32(0, copy.length);
  return copy;
}

function cutShort({ octets, sequence }: Made, bodyOctets: number): Odd {
  return { writes: [sized(octets.subarray(0, HEADER + bodyOctets))], expects: [sequence] };
}

function tailed({ octets, sequence }: Made, tail: Uint8Array): Odd {
  return { writes: [sized(concat(octets, tail))], expects: [sequence] };
}

/** Ends where the NUL of destination_addr should be. */
function endless({ pdu, sequence }: Made): Odd {
  const { fields } = pdu;
  const serviceType = String(fields?.['service_type'] ?? '');
  const source = String(fields?.['source_addr'] ?? '');
  const destination = String(fields?.['destination_addr'] ?? '');
  const upTo = serviceType.length + 1 + 2 + source.length + 1 + 2 + destination.length;
  return { writes: [sized(encodePdu(pdu).subarray(0, HEADER + upTo))], expects: [sequence] };
}

function reordered({ pdu, sequence }: Made, order: (tlvs: Tlvs) => Tlvs): Made {
  const changed = { ...pdu, tlvs: order(pdu.tlvs ?? []) };
  return { sequence, pdu: changed, octets: encodePdu(changed) };
}
