import { assert } from '../../core/assert.ts';
import type { Reactor } from '../reactor.ts';
import type { NotifyTarget } from './notification.ts';
import type { Result } from './result-mapping.ts';
import type { Delivery, PushRecord } from './store.ts';
import type { PushRequest } from './submission.ts';
import type { Note } from './suspension.ts';
import { secondsAt } from './time.ts';

/** How far one recipient of a push had come: `submitted` without result is an outcome that nobody knows. */
export type Progress =
  | { readonly kind: 'waiting'; readonly attempts: number; readonly notBefore: number | null }
  | { readonly kind: 'submitted'; readonly attempts: number }
  /** `told`: the PI has had the result, or was given up. */
  | { readonly kind: 'final'; readonly result: Result; readonly eventTime: string; readonly told: boolean };

/** A push as an earlier life of this PPG has left it. */
export type KeptPush = {
  readonly record: PushRecord;
  /** The WSP push PDU; `null` when no recipient needs it any more. */
  readonly push: Uint8Array | null;
  readonly progress: ReadonlyMap<Delivery, Progress>;
};

/** What must outlive the PPG, as records that the world stores; silent where it stores nothing. */
export type Journal = {
  /** Reads what was kept, in the order of acceptance, and keeps from now on. */
  readonly restore: (records: ReadonlyMap<string, Uint8Array>) => readonly KeptPush[];
  readonly accepted: (record: PushRecord, push: Uint8Array) => void;
  readonly noted: (delivery: Delivery, note: Note) => void;
  readonly ended: (delivery: Delivery, ending: Omit<Extract<Progress, { kind: 'final' }>, 'kind'>) => void;
  /** No recipient needs the content any more. */
  readonly settled: (record: PushRecord) => void;
  readonly forgotten: (record: PushRecord) => void;
};

/** The record `push ID`: what of a push stays as it is. */
type PushText = {
  readonly number: number;
  readonly request: PushRequest;
  readonly receivedTime: string;
  readonly notify: NotifyTarget | 'nobody';
  readonly deliveries: readonly Pick<Delivery, 'key' | 'address' | 'digits'>[];
};

const START: Progress = { kind: 'waiting', attempts: 0, notBefore: null };
const GONE = new Uint8Array(0);

/** A record each for a push and its content (`push ID`, `content ID`), and one for each recipient that has come further (`delivery KEY`). */
export function makeJournal(reactor: Reactor, epochUtc: string): Journal {
  let keeps = false;
  let pushes = 0;

  const put = (record: string, value: PushText | Progress): void => {
    if (keeps) reactor.persist(record, new TextEncoder().encode(JSON.stringify(value)));
  };
  const drop = (record: string): void => {
    if (keeps) reactor.persist(record, GONE);
  };
  const progressOf = (octets: Uint8Array | undefined): Progress =>
    octets === undefined ? START : (parsed(octets) as Progress);

  return {
    restore: (records) => {
      assert(!keeps, 'a PPG is restored once');
      keeps = true;
      const kept = [...records]
        .filter(([name]) => name.startsWith(PUSH))
        .map(([, octets]) => parsed(octets) as PushText)
        .sort((one, other) => one.number - other.number);
      pushes = kept.at(-1)?.number ?? 0;
      return kept.map(({ request, receivedTime, notify, deliveries: written }) => {
        const deliveries = written.map((one): Delivery => ({ ...one, result: null, eventTime: '' }));
        const record = { request, receivedTime, notify, deliveries, pending: deliveries.length };
        const progress = new Map(
          deliveries.map((delivery) => [delivery, progressOf(records.get(DELIVERY + delivery.key))] as const),
        );
        return { record, push: records.get(CONTENT + request.pushId) ?? null, progress };
      });
    },
    accepted: ({ request, receivedTime, notify, deliveries }, push) => {
      pushes += 1;
      const written = deliveries.map(({ key, address, digits }) => ({ key, address, digits }));
      put(PUSH + request.pushId, { number: pushes, request, receivedTime, notify, deliveries: written });
      if (keeps) reactor.persist(CONTENT + request.pushId, push);
    },
    noted: ({ key }, note) => {
      const { attempt: attempts } = note;
      if (note.kind === 'submitted') put(DELIVERY + key, { kind: 'submitted', attempts });
      else put(DELIVERY + key, { kind: 'waiting', attempts, notBefore: secondsAt(epochUtc, note.againAtUs) + 1 });
    },
    ended: ({ key }, ending) => put(DELIVERY + key, { kind: 'final', ...ending }),
    settled: ({ request }) => drop(CONTENT + request.pushId),
    forgotten: ({ request, deliveries }) => {
      drop(PUSH + request.pushId);
      for (const { key } of deliveries) drop(DELIVERY + key);
    },
  };
}

const PUSH = 'push ';
const CONTENT = 'content ';
const DELIVERY = 'delivery ';

function parsed(octets: Uint8Array): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(octets));
}
