import type { NotifyTarget } from './notification.ts';
import type { Result } from './result-mapping.ts';
import type { PushRequest } from './submission.ts';

/** Final pushes that are remembered at once, at most; the oldest is forgotten first. */
export const MAX_REMEMBERED = 10_000;

/** One recipient of an accepted push. */
export type Delivery = {
  /** Unique within the PPG. */
  readonly key: string;
  /** As the PI wrote it. */
  readonly address: string;
  readonly digits: string;
  /** `null` while pending. */
  result: Result | null;
  /** UTC of the final state; '' while pending. */
  eventTime: string;
};

/** An accepted push. */
export type PushRecord = {
  readonly request: PushRequest;
  readonly receivedTime: string;
  readonly notify: NotifyTarget | 'nobody';
  readonly deliveries: readonly Delivery[];
  /** Deliveries without result. */
  pending: number;
};

/** Pushes by push-id: those that are not final, and final ones for as long as their ids count as used (AMB-35). */
export type Store = {
  readonly find: (pushId: string) => PushRecord | undefined;
  readonly add: (record: PushRecord) => void;
  /** Notes that a push has become final at `nowUs`. */
  readonly settle: (pushId: string, nowUs: number) => void;
  /** Forgets what became final longer ago than `rememberUs`, and says what that was. */
  readonly forget: (nowUs: number) => readonly PushRecord[];
};

export function makeStore(rememberUs: number): Store {
  const records = new Map<string, PushRecord>();
  let settled: { readonly pushId: string; readonly atUs: number }[] = [];
  let head = 0;
  return {
    find: (pushId) => records.get(pushId),
    add: (record) => void records.set(record.request.pushId, record),
    settle: (pushId, nowUs) => void settled.push({ pushId, atUs: nowUs }),
    forget: (nowUs) => {
      const forgotten: PushRecord[] = [];
      for (;;) {
        const oldest = settled[head];
        if (oldest === undefined) break;
        if (settled.length - head <= MAX_REMEMBERED && oldest.atUs + rememberUs > nowUs) break;
        const record = records.get(oldest.pushId);
        if (record !== undefined && records.delete(oldest.pushId)) forgotten.push(record);
        head += 1;
      }
      if (head >= MAX_REMEMBERED) {
        settled = settled.slice(head);
        head = 0;
      }
      return forgotten;
    },
  };
}
