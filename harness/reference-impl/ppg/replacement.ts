import type { PapControl } from '../../wire/pap/control.ts';
import type { Delivery, PushRecord } from './store.ts';
import type { Refusal } from './submission.ts';

/** What a push replaces: the deliveries that it takes the place of, and to which numbers it goes. */
export type Replacement = { readonly replaced: readonly Delivery[]; readonly goesTo: (digits: string) => boolean };

const NOTHING: Replacement = { replaced: [], goesTo: () => true };

/** Whether a push with this replace-method goes to a recipient of the push that it replaces (pap.md 3). */
export function replaces({ result }: Delivery, method: string): boolean {
  return method !== 'pending-only' || result === null;
}

/** Reads replace-push-id and replace-method of a push (PAP 9.2); an id that is not known is refused (PAP-SUB-034). */
export function replacementIn(
  { attributes }: PapControl,
  find: (pushId: string) => Pick<PushRecord, 'deliveries'> | undefined,
  goes: (delivery: Delivery, method: string) => boolean,
): Replacement | Refusal {
  const { 'replace-push-id': replaced, 'replace-method': method = 'all' } = attributes;
  if (replaced === undefined) return NOTHING;
  const record = find(replaced);
  if (record === undefined) return { code: 2004, desc: 'Push ID not found' };
  const former = new Map(record.deliveries.map((delivery) => [delivery.digits, delivery]));
  return {
    replaced: record.deliveries.filter(({ result }) => result === null),
    goesTo: (digits) => {
      const delivery = former.get(digits);
      return delivery === undefined ? method !== 'pending-only' : goes(delivery, method);
    },
  };
}
