import { remembered } from '../core/remembered.ts';
import { PUSH_PORT } from './arrivals.ts';
import { acknowledged } from './groups.ts';
import { offerOf, type Offer } from './offers.ts';
import type { Reassembly } from './presented.ts';

/** The id of a service indication: the URL acts as the id of what has none (WAP-167, 6.2). */
export function idOf({ kind, said, url }: Offer): string | null {
  return kind === 'si' ? (said['si-id'] ?? url) : null;
}

/**
 * Messages, by `seq` of the short message that completed them, whose indication's id had come to their handset before: which
 * of the two is shown depends on when they were created (WAP-167, 6.2).
 */
export const namesakesOfEarlier = remembered(({ arrivals, sets }: Reassembly): ReadonlySet<number> => {
  const lone = arrivals
    .filter((one) => one.concatenation === null && one.isSound && one.port === PUSH_PORT)
    .map((one) => ({ to: one.to, octets: one.data, seq: one.request.seq, arrivals: [one] }));
  const whole = sets.flatMap(({ to, octets, completedBy, arrivals: own }) =>
    octets === null || completedBy === null || completedBy.port !== PUSH_PORT
      ? []
      : [{ to, octets, seq: completedBy.request.seq, arrivals: own }],
  );
  const known = new Set<string>();
  const later = new Set<number>();
  for (const { to, octets, seq, arrivals: own } of [...lone, ...whole].sort((a, b) => a.seq - b.seq)) {
    const id = idOf(offerOf(octets));
    if (id === null) continue;
    if (known.has(`${to} ${id}`)) later.add(seq);
    // What the handset refused it need not remember.
    if (own.every((arrival) => arrival.answer === null || acknowledged(arrival))) known.add(`${to} ${id}`);
  }
  return later;
});
