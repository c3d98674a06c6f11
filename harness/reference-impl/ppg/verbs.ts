import type { Verb } from '../../core/actor.ts';

import { HANDSETS } from '../handset/verbs.ts';

const octet = { type: 'integer', minimum: 0, maximum: 255 } as const;

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
        submissions: { type: 'integer', minimum: 1 },
        answers: { type: 'integer', minimum: 1 },
        withinMs: { type: 'integer', minimum: 1 },
      },
      required: ['withinMs'],
      anyOf: [{ required: ['submissions'] }, { required: ['answers'] }],
      additionalProperties: false,
    },
  },
};
