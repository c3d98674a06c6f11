import type { Verb } from '../../core/actor.ts';

/** What a case can ask of the content server. */
export const verbs: Readonly<Record<string, Verb>> = {
  serve: {
    kind: 'command',
    summary: 'answers requests with a body of this size from now on, and says how long it may be kept',
    schema: {
      type: 'object',
      properties: {
        octets: { type: 'integer', minimum: 1, maximum: 500_000 },
        maxAge: { type: 'integer', minimum: 0, maximum: 86_400, description: 'in seconds; no-store if none' },
      },
      additionalProperties: false,
    },
  },
  misbehave: {
    kind: 'departure',
    summary: 'hangs, announces 1 GiB, sends chunks without end, or answers with a head that no HTTP has',
    schema: {
      type: 'object',
      properties: { how: { enum: ['hang', 'announce', 'chunks', 'garble'] } },
      required: ['how'],
      additionalProperties: false,
    },
  },
};
