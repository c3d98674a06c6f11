import type { Verb } from '../../core/actor.ts';
import { MAX_WDP_OCTETS, MIN_WDP_OCTETS } from '../pi/content.ts';
import { ODD_NAMES } from '../smpp/odd-pdus.ts';
import { DECORATIONS } from './answers.ts';
import { HANDSETS } from '../handset/verbs.ts';

const nothing = { type: 'object', properties: {}, additionalProperties: false } as const;
const count = { type: 'integer', minimum: 1, maximum: 100_000 } as const;

const octet = { type: 'integer', minimum: 0, maximum: 255 } as const;
const handset = { enum: HANDSETS, default: 'A' } as const;
const hex = { type: 'string', pattern: '^([0-9a-fA-F]{2} *)+$' } as const;
const ms = { type: 'integer', minimum: 0, maximum: 600_000 } as const;
const MAX_SEGMENTS = 255;
const MAX_ORDER = 10_000;
const MAX_FLOOD = 60_000;

/** What a case can order to be delivered; without anything a push of 300 octets goes out in its three segments. */
const delivery = {
  type: 'object',
  properties: {
    to: handset,
    push: { type: 'string', maxLength: 40, description: 'a name: the same name is the same content, P if none' },
    octets: { type: 'integer', minimum: MIN_WDP_OCTETS, maximum: MAX_WDP_OCTETS, description: 'size of the push, 300' },
    datagram: { ...hex, description: 'these octets as the datagram instead' },
    text: { type: 'string', maxLength: 4000, description: 'a text/plain push of this text instead' },
    order: {
      type: 'array',
      minItems: 1,
      maxItems: MAX_ORDER,
      items: { type: 'integer', minimum: 1, maximum: MAX_SEGMENTS },
      description: 'which segments go out, in this order, [2, 1, 1]; all of them if none',
    },
    shuffled: { type: 'boolean', description: 'all of them, in an order that chance makes' },
    flood: {
      type: 'integer',
      minimum: 1,
      maximum: MAX_FLOOD,
      description: 'of so many pushes the first of three segments each, under as many 16-bit references from 1 on',
    },
    tpdus: {
      type: 'array',
      maxItems: MAX_SEGMENTS,
      items: hex,
      description: 'the user data of these SMS-DELIVERs instead',
    },
    vector: {
      type: 'string',
      pattern: '^E[0-9]{2}$',
      description: 'those of a worked example of fixtures/golden/examples.json',
    },
    sizes: {
      type: 'array',
      minItems: 1,
      maxItems: MAX_SEGMENTS,
      items: { type: 'integer', minimum: 0, maximum: 140 },
      description: 'octets of the first segments; the others are full',
    },
    reference: { type: 'integer', minimum: 0, maximum: 65_535, description: 'the concatenation reference, 1' },
    bits: { enum: [8, 16], description: 'size of the reference, 8' },
    total: { ...octet, description: 'the total that is written, whatever is true' },
    index: { ...octet, description: 'the index that is written, whatever is true' },
    from: {
      type: 'string',
      pattern: '^[+0-9A-Za-z]{1,15}$',
      description: 'the originator, the profile’s source if none',
    },
    ports: { type: 'string', pattern: '^(none|[0-9]{1,5}/[0-9]{1,5})$', description: 'destination/source, 2948/9200' },
    elements: { ...hex, description: 'further information elements, before the ports' },
    header: { ...hex, description: 'the whole header in place of the one made, UDHL included' },
    dataCoding: octet,
    afterMs: { ...ms, description: 'a pause before the first of them' },
  },
  additionalProperties: false,
} as const;

/** What a case can ask of the reference SMSC. */
export const verbs: Readonly<Record<string, Verb>> = {
  deliver: {
    kind: 'command',
    summary: 'sends segments to a handset without any submission, one after another, however odd',
    schema: delivery,
  },
  pause: {
    kind: 'await',
    summary: 'lets so many reassembly times of the handset pass',
    schema: {
      type: 'object',
      properties: { reassemblyTimes: { type: 'number', minimum: 0, maximum: 10 } },
      required: ['reassemblyTimes'],
      additionalProperties: false,
    },
  },
  await: {
    kind: 'await',
    summary: 'waits until the SMSC has answered so many submissions, or has said all of raw so often',
    schema: {
      type: 'object',
      properties: { answered: count, lastWords: count, withinMs: { type: 'integer', minimum: 1 } },
      required: ['withinMs'],
      anyOf: [{ required: ['answered'] }, { required: ['lastWords'] }],
      additionalProperties: false,
    },
  },
  raw: {
    kind: 'departure',
    summary: 'says odd things to the PPG on its session, one after another',
    schema: {
      type: 'object',
      properties: { send: { type: 'array', minItems: 1, maxItems: 32, items: { enum: ODD_NAMES } } },
      required: ['send'],
      additionalProperties: false,
    },
  },
  playDead: {
    kind: 'departure',
    summary: 'leaves the next enquire_link unanswered',
    schema: { type: 'object', properties: { times: { ...count, default: 1 } }, additionalProperties: false },
  },
  decorate: {
    kind: 'departure',
    summary: 'puts TLVs into responses to submissions that have no business there',
    schema: {
      type: 'object',
      properties: { with: { enum: Object.keys(DECORATIONS) } },
      required: ['with'],
      additionalProperties: false,
    },
  },
  alert: {
    kind: 'command',
    summary: 'tells every session that may be told that a subscriber can be reached again (alert_notification)',
    schema: {
      type: 'object',
      properties: { handset, times: { ...count, default: 1 } },
      additionalProperties: false,
    },
  },
  outbind: {
    kind: 'command',
    summary: 'connects to the PPG and asks it to bind on that connection, where it claims that it does',
    schema: nothing,
  },
  enquire: { kind: 'command', summary: 'asks all sessions that may submit for a sign of life', schema: nothing },
  hold: { kind: 'departure', summary: 'withholds all responses to submissions until release', schema: nothing },
  release: {
    kind: 'command',
    summary: 'sends the withheld responses, in the order of their results or the other way round',
    schema: {
      type: 'object',
      properties: { order: { enum: ['as-settled', 'reverse'], default: 'as-settled' } },
      additionalProperties: false,
    },
  },
  answer: {
    kind: 'command',
    summary: 'answers the next submissions at once with a status, and delivers nothing',
    schema: {
      type: 'object',
      properties: { status: { type: 'integer', minimum: 0, maximum: 0xffffffff }, times: { ...count, default: 1 } },
      required: ['status'],
      additionalProperties: false,
    },
  },
  refuseBinds: {
    kind: 'command',
    summary: 'refuses the next binds that the account would allow',
    schema: { type: 'object', properties: { times: { ...count, default: 1 } }, additionalProperties: false },
  },
  references: {
    kind: 'command',
    summary: 'gives concatenation references of 8 or 16 bits from now on',
    schema: {
      type: 'object',
      properties: { bits: { enum: [8, 16] } },
      required: ['bits'],
      additionalProperties: false,
    },
  },
  congestion: {
    kind: 'command',
    summary: 'puts congestion_state into responses to submissions; without a state, no longer',
    schema: {
      type: 'object',
      properties: { state: { type: 'integer', minimum: 0, maximum: 100 } },
      additionalProperties: false,
    },
  },
  unbind: { kind: 'command', summary: 'unbinds the sessions that may submit, in an orderly way', schema: nothing },
  disconnect: { kind: 'command', summary: 'closes the connections of all sessions that may submit', schema: nothing },
};
