import type { Verb } from '../../core/actor.ts';
import { MAX_WDP_OCTETS, MIN_WDP_OCTETS } from './content.ts';

const recipient = { type: 'string', pattern: '^([A-P]|\\+?[0-9]{3,20})$' };
const headers = {
  type: 'object',
  maxProperties: 16,
  propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9-]{0,60}$' },
  additionalProperties: { type: 'string', pattern: '^[\\x20-\\x7e]{1,2000}$' },
};
const recipients = { anyOf: [recipient, { type: 'array', items: recipient, minItems: 1, maxItems: 16 }] };
const milliseconds = { type: 'integer', minimum: 0 };
/** null takes one out. */
const changes = { type: 'object', additionalProperties: { type: ['string', 'null'] } };
/** Of several recipients the first says which push is meant. */
const asking = {
  type: 'object',
  properties: { to: recipients, addressed: { type: 'boolean' } },
  additionalProperties: false,
};

/** A count, or one that goes with the profile's window: `window + 2`. */
export function byWindow(count: Schemas): Schemas {
  return { anyOf: [count, { type: 'string', pattern: '^window( [+-] [0-9]+)?$' }] };
}

type Schemas = Readonly<Record<string, unknown>>;

/** What a case can ask of a PI. */
export const verbs: Readonly<Record<string, Verb>> = {
  push: {
    summary: 'submits a push to one or several handsets, over a connection of its own',
    kind: 'command',
    schema: {
      type: 'object',
      properties: {
        to: recipients,
        wdpOctets: { type: 'integer', minimum: MIN_WDP_OCTETS, maximum: MAX_WDP_OCTETS },
        content: { enum: ['mms-notification', 'si', 'sl'] },
        body: { type: 'string', pattern: '^([0-9A-Fa-f]{2}\\s*)*$' },
        document: { type: 'string', minLength: 1, description: 'an SI, SL, CO or EMN as text, in place of a body' },
        charset: { enum: ['utf-8', 'iso-8859-1', 'utf-16'], description: 'of the document, and said of it' },
        contentType: { type: 'string', minLength: 3 },
        applicationId: { type: 'string', minLength: 1 },
        headers: { ...headers, description: 'further headers of the content part' },
        httpHeaders: { ...headers, description: 'further headers of the HTTP request' },
        /** A recording below fixtures/golden; the loader turns it into body, contentType and applicationId. */
        recorded: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9./_-]*\\.http$' },
        times: { type: 'integer', minimum: 1, maximum: 1000 },
        /** So many pushes, each to the next handset: the loader of a case makes steps of it. */
        pushes: byWindow({ type: 'integer', minimum: 1, maximum: 1000 }),
        /** Text is put behind the URL: its query. */
        notify: { type: ['boolean', 'string'] },
        priority: { enum: ['high', 'medium', 'low'] },
        deliveryMethod: { enum: ['confirmed', 'preferconfirmed', 'unconfirmed', 'notspecified'] },
        deliverBeforeMs: milliseconds,
        deliverAfterMs: milliseconds,
      },
      additionalProperties: false,
      not: {
        anyOf: [
          { required: ['document', 'body'] },
          { required: ['document', 'recorded'] },
          { required: ['document', 'content'] },
          { required: ['document', 'wdpOctets'] },
          { required: ['body', 'wdpOctets'] },
          { required: ['body', 'content'] },
          { required: ['recorded', 'body'] },
          { required: ['recorded', 'wdpOctets'] },
          { required: ['recorded', 'content'] },
        ],
      },
    },
  },
  post: {
    summary:
      'posts a push that is wrong, or odd, where the case says so: its texts are templates as {push-id} or {100*<a>}',
    kind: 'departure',
    schema: {
      type: 'object',
      properties: {
        to: recipients,
        times: { type: 'integer', minimum: 1, maximum: 200 },
        /** With the push-id of the last push to that recipient. */
        again: { type: 'boolean' },
        control: { type: 'string' },
        /** Pieces of the control entity, and what stands in their places. */
        replace: { type: 'object', additionalProperties: { type: 'string' } },
        /** null = no content part. */
        content: { type: ['string', 'null'] },
        contentType: { type: 'string' },
        contentHeaders: changes,
        /** Only the control entity, without multipart. */
        bare: { type: 'boolean' },
        body: { type: 'string' },
        /** An octet longer than the PPG takes (limits.bodyOctets), by an epilogue, with Content-Length or in chunks. */
        beyondLimit: { enum: ['length', 'chunked'] },
        headers: changes,
        method: { type: 'string', minLength: 1 },
        target: { type: 'string', minLength: 1 },
        /** false = without those of the profile. */
        credentials: { type: 'boolean' },
        /** The whole request. */
        raw: { type: 'string' },
        octetsAtATime: { type: 'integer', minimum: 1 },
        everyMs: milliseconds,
        answers: { type: 'integer', minimum: 1 },
      },
      additionalProperties: false,
    },
  },
  query: {
    summary: 'asks the PPG for the state of the last push to a handset (statusquery-message)',
    kind: 'command',
    schema: asking,
  },
  cancel: {
    summary: 'asks the PPG to cancel the last push to a handset, for these recipients or for all (cancel-message)',
    kind: 'command',
    schema: asking,
  },
  ccq: {
    summary: 'asks the PPG what a handset can do (ccq-message)',
    kind: 'command',
    schema: { type: 'object', properties: { to: recipient }, additionalProperties: false },
  },
  answer: {
    summary: 'answers the next notifications otherwise: with an HTTP status, a PAP code, late, or by hanging up',
    kind: 'departure',
    schema: {
      type: 'object',
      properties: {
        to: recipient,
        times: { type: 'integer', minimum: 1, maximum: 100 },
        status: { type: 'integer', minimum: 200, maximum: 599 },
        code: { type: 'integer', minimum: 1000, maximum: 5999 },
        afterMs: milliseconds,
        hangUp: { type: 'boolean' },
      },
      additionalProperties: false,
    },
  },
  forget: {
    summary: 'answers the notifications of a recipient as ever again, and gives up what it is still posting about it',
    kind: 'command',
    schema: { type: 'object', properties: { to: recipient }, additionalProperties: false },
  },
  await: {
    summary:
      'waits until so many answers to pushes, answers of any kind, result notifications, or answers to status queries have come',
    kind: 'await',
    schema: {
      type: 'object',
      properties: {
        responses: byWindow({ type: 'integer', minimum: 1 }),
        notifications: byWindow({ type: 'integer', minimum: 1 }),
        states: { type: 'integer', minimum: 1 },
        replies: { type: 'integer', minimum: 1 },
        withinMs: { type: 'integer', minimum: 1 },
      },
      required: ['withinMs'],
      anyOf: [
        { required: ['responses'] },
        { required: ['notifications'] },
        { required: ['states'] },
        { required: ['replies'] },
      ],
      additionalProperties: false,
    },
  },
};
