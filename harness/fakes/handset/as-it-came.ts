import type { ReadPush } from '../../reference-impl/handset/received.ts';
import { decodePush } from '../../wire/wsp/push.ts';

/** A datagram that is shown whatever it is; `takes` must allow it, too. */
export function asItCame(datagram: Uint8Array): ReadPush {
  return { received: { kind: 'other' }, push: decodePush(datagram) };
}
