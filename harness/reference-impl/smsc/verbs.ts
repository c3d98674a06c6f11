import type { Verb } from '../../core/actor.ts';

const nothing = { type: 'object', properties: {}, additionalProperties: false } as const;
const count = { type: 'integer', minimum: 1, maximum: 100_000 } as const;

/** What a case can ask of the reference SMSC. */
export const verbs: Readonly<Record<string, Verb>> = {
  await: {
    kind: 'await',
    summary: 'waits until the SMSC has answered so many submissions',
    schema: {
      type: 'object',
      properties: { answered: count, withinMs: { type: 'integer', minimum: 1 } },
      required: ['answered', 'withinMs'],
      additionalProperties: false,
    },
  },
  hold: { kind: 'command', summary: 'withholds all responses to submissions until release', schema: nothing },
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
