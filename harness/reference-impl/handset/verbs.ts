import type { Verb } from '../../core/actor.ts';

/** Names of the handsets of a chain, in order of its numbers. */
export const HANDSETS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P'] as const;

const MAX_TIMES = 100_000;
const MAX_MS = 600_000;

const handset = { enum: HANDSETS, default: 'A' } as const;
const segment = {
  type: 'integer',
  minimum: 1,
  maximum: 255,
  description: 'its index; 1 for a lone message; omitted = any',
} as const;
const times = { type: 'integer', minimum: 1, maximum: MAX_TIMES, default: 1 } as const;
const count = { type: 'integer', minimum: 0, maximum: MAX_TIMES } as const;
const ms = { type: 'integer', minimum: 0, maximum: MAX_MS } as const;

/** What a case can ask of the reference handset. */
export const verbs: Readonly<Record<string, Verb>> = {
  refuse: {
    kind: 'command',
    summary: 'refuses a segment the next times it comes',
    schema: {
      type: 'object',
      properties: {
        handset,
        segment,
        times,
        status: {
          anyOf: [{ enum: ['temporary', 'permanent'] }, { type: 'integer', minimum: 1, maximum: 0xffffffff }],
          default: 'temporary',
        },
      },
      additionalProperties: false,
    },
  },
  ignore: {
    kind: 'departure',
    summary: 'neither takes nor answers a segment the next times it comes',
    schema: { type: 'object', properties: { handset, segment, times }, additionalProperties: false },
  },
  delay: {
    kind: 'command',
    summary: 'answers each segment so much later; 0 = at once, and so what it still owes',
    schema: {
      type: 'object',
      properties: {
        handset,
        ms,
        transactions: { type: 'number', minimum: 0, maximum: 3, description: 'times the predetermined time' },
      },
      oneOf: [{ required: ['ms'] }, { required: ['transactions'] }],
      additionalProperties: false,
    },
  },
  loading: {
    kind: 'command',
    summary: 'sets which service loadings are carried out without asking the user: none, those of low priority, or any',
    schema: {
      type: 'object',
      properties: { handset, services: { enum: ['asked', 'low', 'any'] } },
      required: ['services'],
      additionalProperties: false,
    },
  },
  reset: {
    kind: 'command',
    summary: 'takes and answers segments as usual again',
    schema: { type: 'object', properties: { handset }, additionalProperties: false },
  },
  disconnect: {
    kind: 'command',
    summary: 'closes the connection to the SMSC and stays away until reconnect',
    schema: { type: 'object', properties: {}, additionalProperties: false },
  },
  reconnect: {
    kind: 'command',
    summary: 'connects and binds again',
    schema: { type: 'object', properties: {}, additionalProperties: false },
  },
  await: {
    kind: 'await',
    summary: 'waits until so many messages have been presented, so many segments answered, or so many answers fetched',
    schema: {
      type: 'object',
      properties: { handset, inbox: count, answeredSegments: count, fetched: count, withinMs: ms },
      required: ['withinMs'],
      anyOf: [{ required: ['inbox'] }, { required: ['answeredSegments'] }, { required: ['fetched'] }],
      additionalProperties: false,
    },
  },
};
