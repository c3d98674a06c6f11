import type { Verb } from '../../core/actor.ts';

import { MAX_WDP_OCTETS, MIN_WDP_OCTETS } from '../pi/content.ts';
import { ORDERED_FIELDS } from './ordered-submission.ts';
import { ODD_NAMES } from '../smpp/odd-pdus.ts';
import { HANDSETS } from '../handset/verbs.ts';
import { byWindow } from '../pi/verbs.ts';

const octet = { type: 'integer', minimum: 0, maximum: 255 } as const;

const hex = { type: 'string', pattern: '^([0-9a-fA-F]{2} *)+$' } as const;

function kindOf(field: string): Readonly<Record<string, unknown>> {
  const isText = /_time$|_period$|_type$|_addr$/.test(field);
  return isText ? { type: 'string', maxLength: 20 } : octet;
}

/** What a case can ask of a PPG. */
export const verbs: Readonly<Record<string, Verb>> = {
  alter: {
    summary: 'puts these fields into the next submission to a handset, as far as its command has them',
    kind: 'departure',
    schema: {
      type: 'object',
      properties: {
        handset: { enum: HANDSETS, default: 'A' },
        esm_class: octet,
        registered_delivery: octet,
        replace_if_present_flag: octet,
        schedule_delivery_time: { type: 'string', maxLength: 16 },
        validity_period: { type: 'string', maxLength: 16 },
        qos_time_to_live: { type: 'integer', minimum: 1 },
      },
      required: ['handset'],
      minProperties: 2,
      additionalProperties: false,
    },
  },
  notify: {
    summary:
      'posts a document to the PI by itself, a success of the last push to a handset if none; a template as in pi.post',
    kind: 'departure',
    schema: {
      type: 'object',
      properties: { handset: { enum: HANDSETS, default: 'A' }, control: { type: 'string' } },
      additionalProperties: false,
    },
  },
  answer: {
    summary: 'answers the next pushes with this code, whatever becomes of them',
    kind: 'departure',
    schema: {
      type: 'object',
      properties: {
        code: { type: 'integer', minimum: 1000, maximum: 5999 },
        times: { type: 'integer', minimum: 1, maximum: 100 },
      },
      required: ['code'],
      additionalProperties: false,
    },
  },
  submit: {
    summary: 'submits to the SMSC by itself, without a push: any content in any coding, with any fields and TLVs',
    kind: 'departure',
    schema: {
      type: 'object',
      properties: {
        handset: { enum: HANDSETS, default: 'A' },
        command: { enum: ['submit_sm', 'data_sm'], description: 'that of the variant if none' },
        wdpOctets: {
          type: 'integer',
          minimum: MIN_WDP_OCTETS,
          maximum: MAX_WDP_OCTETS,
          description: 'content: a push of this size',
        },
        text: { type: 'string', maxLength: 4_000, description: 'content: text in the alphabet of data_coding' },
        hex: { ...hex, description: 'content: these octets' },
        units: {
          type: 'integer',
          minimum: 1,
          maximum: MAX_WDP_OCTETS,
          description: 'repeats text or hex to so many octets, septets or UCS2 units',
        },
        udh: { ...hex, description: 'a header in front of the content, UDHL included; sets UDHI' },
        ports: {
          enum: ['none', 'tlv', 'udh'],
          description: 'the ports of a push; for wdpOctets those of the variant if none',
        },
        traffic: {
          enum: ['push', 'non-push'],
          description: 'non-push: what the profile says a dedicated SMSC is not for',
        },
        carrier: { enum: ['message_payload', 'short_message', 'both'], description: 'of submit_sm; message_payload' },
        tlvs: {
          type: 'object',
          description: 'further TLVs, or others in place of those there: name or 0x1400, and the octets',
          propertyNames: { pattern: '^([a-z_]+|0x[0-9a-fA-F]{4})$' },
          additionalProperties: { type: 'string', pattern: '^([0-9a-fA-F]{2} *)*$' },
        },
        times: { type: 'integer', minimum: 1, maximum: 100_000, default: 1 },
        ...Object.fromEntries(ORDERED_FIELDS.map((name) => [name, kindOf(name)])),
      },
      required: ['handset'],
      additionalProperties: false,
    },
  },
  raw: {
    summary:
      'says odd things to the SMSC, one after another, on a session of their own in the state bound, receiver, open or refused',
    kind: 'departure',
    schema: {
      type: 'object',
      properties: {
        handset: { enum: HANDSETS, default: 'A' },
        session: { enum: ['bound', 'receiver', 'open', 'refused'], default: 'bound' },
        send: { type: 'array', minItems: 1, maxItems: 32, items: { enum: ODD_NAMES } },
      },
      required: ['handset', 'send'],
      additionalProperties: false,
    },
  },
  hangUp: {
    summary: 'gives up the session of raw on which it reads nothing, if there is one',
    kind: 'command',
    schema: { type: 'object', properties: {}, additionalProperties: false },
  },
  enquire: {
    summary: 'sends an enquire_link now',
    kind: 'command',
    schema: { type: 'object', properties: {}, additionalProperties: false },
  },
  disconnect: {
    summary: 'closes its connection to the SMSC without a word, and comes again',
    kind: 'command',
    schema: { type: 'object', properties: {}, additionalProperties: false },
  },
  await: {
    summary: 'waits until the PPG has made so many submissions, or has had so many of them answered',
    kind: 'await',
    schema: {
      type: 'object',
      properties: {
        submissions: byWindow({ type: 'integer', minimum: 1 }),
        answers: byWindow({ type: 'integer', minimum: 1 }),
        oddSessions: { type: 'integer', minimum: 1, description: 'how often it has said all of raw' },
        outbinds: { type: 'integer', minimum: 1, description: 'how many outbinds it has met, by a bind or by closing' },
        withinMs: { type: 'integer', minimum: 1 },
      },
      required: ['withinMs'],
      anyOf: [
        { required: ['submissions'] },
        { required: ['answers'] },
        { required: ['oddSessions'] },
        { required: ['outbinds'] },
      ],
      additionalProperties: false,
    },
  },
};
