import type { Verb } from '../../core/actor.ts';
import { HANDSETS } from '../handset/verbs.ts';

/** What a case can ask of the user of a handset; the handset itself takes it. */
export const verbs: Readonly<Record<string, Verb>> = {
  confirm: {
    kind: 'command',
    summary: 'says yes to a message that the handset has shown and still has, and so to fetching what it indicates',
    schema: {
      type: 'object',
      properties: {
        handset: { enum: HANDSETS, default: 'A' },
        message: {
          type: 'integer',
          minimum: 1,
          maximum: 100,
          description: 'which of those it has, 1 = the oldest; the newest if none',
        },
      },
      additionalProperties: false,
    },
  },
};
