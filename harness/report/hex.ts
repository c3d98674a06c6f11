import { isMessage, type Message, type TraceEvent } from '../trace/event.ts';
import type { Masking } from './masking.ts';

const OCTETS_PER_LINE = 16;

/** Octets as people read them: offset, sixteen octets in hex, the same as text. */
export function hexDump(octets: Uint8Array): string {
  const lines: string[] = [];
  for (let offset = 0; offset < octets.length; offset += OCTETS_PER_LINE) {
    const part = [...octets.subarray(offset, offset + OCTETS_PER_LINE)];
    const hex = part.map((octet) => octet.toString(16).padStart(2, '0')).join(' ');
    const text = part.map((octet) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '.')).join('');
    lines.push(`${offset.toString(16).padStart(4, '0')}  ${hex.padEnd(OCTETS_PER_LINE * 3 - 1)}  ${text}`);
  }
  return lines.join('\n');
}

/** The octets of every message among the events, each under a line that says which it is. */
export function hexOf(events: readonly TraceEvent[], masking: Masking): string {
  return events
    .filter(isMessage)
    .map((event) => `${titleOf(event)}\n${hexDump(masking.octets(event.octets))}\n`)
    .join('\n');
}

function titleOf({ seq, atUs, party, peer, direction, connection, octets, message }: Message): string {
  const [from, to] = direction === 'out' ? [party, peer] : [peer, party];
  const seen = direction === 'out' ? 'sent' : 'received';
  return `#${seq} @${atUs / 1000}ms ${from} > ${to} ${message.name}, ${seen} by ${party} on ${connection}, ${octets.length} octets`;
}
