import type { AttributeRow, Content, ElementModel, Model, Occurs, ValueKind } from './content-model.ts';

const cdata: ValueKind = { type: 'cdata' };
const dateTime: ValueKind = { type: 'dateTime' };
const statusCode: ValueKind = { type: 'statusCode' };
const oneOf = (...values: readonly string[]): ValueKind => ({ type: 'oneOf', values });

const empty: Content = { type: 'empty' };
const sequence = (...of: readonly (readonly [string, Occurs])[]): Content => ({ type: 'sequence', of });

/** Values of message-state and stage (PAP 9). */
export const MESSAGE_STATES = [
  'rejected',
  'pending',
  'delivered',
  'undeliverable',
  'expired',
  'aborted',
  'timeout',
  'cancelled',
  'unknown',
] as const;

const boolean = oneOf('true', 'false');
const messageState = oneOf(...MESSAGE_STATES);

const row = (clause: string, content: Content, ...attributes: readonly AttributeRow[]): ElementModel => ({
  clause: `PAP ${clause}`,
  content,
  attributes,
});

/** The elements that may stand in `pap`. */
export const OPERATIONS: Model = new Map([
  [
    'push-message',
    row(
      '9.2',
      sequence(['address', '+'], ['quality-of-service', '?']),
      ['push-id', cdata, 'R'],
      ['replace-push-id', cdata, 'O', '2.0'],
      ['replace-method', oneOf('pending-only', 'all'), 'O', '2.0'],
      ['deliver-before-timestamp', dateTime, 'O'],
      ['deliver-after-timestamp', dateTime, 'O'],
      ['source-reference', cdata, 'O'],
      ['progress-notes-requested', boolean, 'O'],
      ['ppg-notify-requested-to', cdata, 'O'],
    ),
  ],
  [
    'push-response',
    row(
      '9.3',
      sequence(['progress-note', '*'], ['response-result', '1']),
      ['push-id', cdata, 'R'],
      ['sender-address', cdata, 'O'],
      ['sender-name', cdata, 'O'],
      ['reply-time', dateTime, 'O'],
    ),
  ],
  ['cancel-message', row('9.4', sequence(['address', '*']), ['push-id', cdata, 'R'])],
  ['cancel-response', row('9.5', sequence(['cancel-result', '+']), ['push-id', cdata, 'R'])],
  [
    'resultnotification-message',
    row(
      '9.6',
      sequence(['address', '1'], ['quality-of-service', '?']),
      ['push-id', cdata, 'R'],
      ['sender-address', cdata, 'O'],
      ['sender-name', cdata, 'O'],
      ['received-time', dateTime, 'O'],
      ['event-time', dateTime, 'O'],
      ['message-state', messageState, 'R'],
      ['code', statusCode, 'R'],
      ['desc', cdata, 'O'],
    ),
  ],
  [
    'resultnotification-response',
    // the model says one address; PIs that leave it out are legal (AMB-42)
    row('9.7', sequence(['address', '?']), ['push-id', cdata, 'R'], ['code', statusCode, 'R'], ['desc', cdata, 'O']),
  ],
  ['statusquery-message', row('9.8', sequence(['address', '*']), ['push-id', cdata, 'R'])],
  ['statusquery-response', row('9.9', sequence(['statusquery-result', '+']), ['push-id', cdata, 'R'])],
  ['ccq-message', row('9.10', sequence(['address', '1']), ['query-id', cdata, 'O'], ['app-id', cdata, 'O'])],
  [
    'ccq-response',
    row('9.11', sequence(['address', '1']), ['query-id', cdata, 'O'], ['code', statusCode, 'R'], ['desc', cdata, 'O']),
  ],
  [
    'badmessage-response',
    row('9.12', empty, ['code', statusCode, 'R'], ['desc', cdata, 'O'], ['bad-message-fragment', cdata, 'O']),
  ],
]);

const parts: Model = new Map([
  ['address', row('9.2.1', empty, ['address-value', cdata, 'R'])],
  [
    'quality-of-service',
    row(
      '9.2.2',
      empty,
      ['priority', oneOf('high', 'medium', 'low'), 'O'],
      ['delivery-method', oneOf('confirmed', 'preferconfirmed', 'unconfirmed', 'notspecified'), 'O'],
      ['network', cdata, 'O'],
      ['network-required', boolean, 'O'],
      ['bearer', cdata, 'O'],
      ['bearer-required', boolean, 'O'],
    ),
  ],
  ['progress-note', row('9.3.1', empty, ['stage', messageState, 'R'], ['note', cdata, 'O'], ['time', dateTime, 'O'])],
  ['response-result', row('9.3.2', empty, ['code', statusCode, 'R'], ['desc', cdata, 'O'])],
  ['cancel-result', row('9.5.1', sequence(['address', '*']), ['code', statusCode, 'R'], ['desc', cdata, 'O'])],
  [
    'statusquery-result',
    row(
      '9.9.1',
      sequence(['address', '*'], ['quality-of-service', '?']),
      ['event-time', dateTime, 'O'],
      ['message-state', messageState, 'R'],
      ['code', statusCode, 'R'],
      ['desc', cdata, 'O'],
    ),
  ],
]);

/** Every element of PAP (chapter 9). */
export const ENTITIES: Model = new Map([
  ['pap', row('9.1', { type: 'choice', of: [...OPERATIONS.keys()] }, ['product-name', cdata, 'O'])],
  ...OPERATIONS,
  ...parts,
]);
