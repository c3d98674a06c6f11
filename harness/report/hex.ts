import { isMessage, type Message, type TraceEvent } from '../trace/event.ts';
import { hexDump } from '../trace/hex-dump.ts';
import type { Mask } from '../trace/mask.ts';
import { toHex } from '../wire/octets.ts';

/** The octets of every message among the events, under a line that says which it is; what arrived as it was sent is shown once. */
export function hexOf(events: readonly TraceEvent[], mask: Mask): string {
  const sent = new Set<string>();
  const shown = events.filter(isMessage).filter((event) => {
    const mark = `${event.connection} ${toHex(event.octets)}`;
    if (event.direction === 'in') return !sent.has(mark);
    sent.add(mark);
    return true;
  });
  return shown.map((event) => `${titleOf(event)}\n${hexDump(event, mask)}`).join('\n');
}

function titleOf({ seq, atUs, party, peer, direction, connection, octets, message }: Message): string {
  const [from, to] = direction === 'out' ? [party, peer] : [peer, party];
  const seen = direction === 'out' ? 'sent' : 'received';
  return `#${seq} @${atUs / 1000}ms ${from} > ${to} ${message.name}, ${seen} by ${party} on ${connection}, ${octets.length} octets`;
}
