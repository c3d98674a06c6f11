import { parseAddress } from '../../wire/pap/address.ts';
import type { ControlElement, PapControl } from '../../wire/pap/control.ts';
import { buildControl } from '../../wire/pap/control.ts';
import { addressElement } from './answers.ts';
import type { Result } from './result-mapping.ts';
import type { Delivery, PushRecord } from './store.ts';

const OK = { code: '1000', desc: 'OK' };
const UNKNOWN_ID = { code: '2004', desc: 'Push ID not found' };
const UNKNOWN_ADDRESS = { code: '2003', desc: 'Address not found' };
const TOO_LATE = { code: '2008', desc: 'Cancellation not possible' };

/** The current state of each recipient asked for, or of all (PAP 8.4; P9). */
export function answerStatusQuery(
  query: PapControl,
  record: PushRecord | undefined,
  stateOf: (result: Result | null) => string,
): Uint8Array {
  const results = ask(query, record, {
    unknown: (attributes, address) => result({ 'message-state': 'unknown', ...attributes }, address),
    known: ({ result: is, eventTime }, address) =>
      is === null
        ? result({ 'message-state': stateOf(is), ...OK }, address)
        : result({ 'event-time': eventTime, 'message-state': stateOf(is), ...OK }, address),
  });
  return respond(query, 'statusquery-response', results, 'statusquery-result');
}

/** Ends what has not been submitted; a transaction that runs or is over stays as it is (PAP 8.3; P11). */
export function answerCancel(
  query: PapControl,
  record: PushRecord | undefined,
  cancel: (delivery: Delivery) => boolean,
): Uint8Array {
  const results = ask(query, record, {
    unknown: result,
    known: (delivery, address) => result(cancel(delivery) ? OK : TOO_LATE, address),
  });
  return respond(query, 'cancel-response', results, 'cancel-result');
}

/** Capabilities of clients are not known here (PAP-CCQ-001). */
export function answerCapabilities(query: PapControl): Uint8Array {
  const { 'query-id': queryId } = query.attributes;
  const [address = ''] = addressesOf(query);
  const refusal = { code: '3001', desc: 'Not implemented' };
  return buildControl('ccq-response', { 'query-id': queryId, ...refusal }, [addressElement(address)]);
}

type Attributes = Readonly<Record<string, string | undefined>>;
type Answered = { readonly attributes: Attributes; readonly children: readonly ControlElement[] };
type Answers = {
  readonly unknown: (refusal: Attributes, address: string | null) => Answered;
  readonly known: (delivery: Delivery, address: string) => Answered;
};

function ask(query: PapControl, record: PushRecord | undefined, answers: Answers): readonly Answered[] {
  const asked = addressesOf(query);
  if (record === undefined) {
    return asked.length === 0
      ? [answers.unknown(UNKNOWN_ID, null)]
      : asked.map((address) => answers.unknown(UNKNOWN_ID, address));
  }
  if (asked.length === 0) return record.deliveries.map((delivery) => answers.known(delivery, delivery.address));
  return asked.map((address) => {
    const { digits } = parseAddress(address);
    const delivery = record.deliveries.find((candidate) => candidate.digits === digits);
    return delivery === undefined ? answers.unknown(UNKNOWN_ADDRESS, address) : answers.known(delivery, address);
  });
}

function addressesOf(query: PapControl): readonly string[] {
  return query.children
    .filter(({ name }) => name === 'address')
    .map(({ attributes }) => attributes['address-value'] ?? '');
}

function result(attributes: Attributes, address: string | null): Answered {
  return { attributes, children: address === null ? [] : [addressElement(address)] };
}

function respond(query: PapControl, operation: string, results: readonly Answered[], element: string): Uint8Array {
  const children = results.map(({ attributes, children: within }) => ({ name: element, attributes, children: within }));
  return buildControl(operation, { 'push-id': query.attributes['push-id'] }, children);
}
