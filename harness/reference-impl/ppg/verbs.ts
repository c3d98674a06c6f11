import type { Verb } from '../../core/actor.ts';

/** What a case can ask of a PPG. */
export const verbs: Readonly<Record<string, Verb>> = {
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
