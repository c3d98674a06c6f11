import { referencePolicy, type HandsetPolicy } from '../../reference-impl/handset/policy.ts';
import type { ReadPush } from '../../reference-impl/handset/received.ts';
import { decodePush } from '../../wire/wsp/push.ts';

/** A datagram that is shown whatever it is; `takes` must allow it, too. */
export function asItCame(datagram: Uint8Array): ReadPush {
  return { received: { kind: 'other' }, push: decodePush(datagram) };
}

/** Pieces of pushes are longer than that; broken pushes of the worked list are not. */
const LEAST_PIECE = 64;

/** Shows also what cannot be read, where it is as long as a piece of a push. */
export const showingPieces: Pick<HandsetPolicy, 'read' | 'takes'> = {
  read: (datagram) => referencePolicy.read(datagram) ?? (datagram.length >= LEAST_PIECE ? asItCame(datagram) : null),
  takes: (read) => read.received.kind === 'other' || referencePolicy.takes(read),
};
