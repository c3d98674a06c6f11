import { concat } from '../wire/octets.ts';
import { ipPacket, uint16, type Socket } from './synthetic-ip.ts';

/** Most octets of a message in one segment, below what Ethernet carries; also the MSS that both ends announce. */
export const SEGMENT_OCTETS = 1_400;

/** Who opens a connection, and who is connected to. */
export type Side = 'client' | 'server';

/** One connection as IP packets. Octets count up as if nothing were ever lost, so that a reader can put them together. */
export type Conversation = {
  /** The handshake; nothing when it has been. */
  readonly open: () => readonly Uint8Array[];
  /** One message, in order and whole; behind the handshake when nobody opened. */
  readonly say: (from: Side, octets: Uint8Array) => readonly Uint8Array[];
  /** One end's FIN, with the last ACK behind the second; a refused connection when it was never open. */
  readonly close: (from: Side) => readonly Uint8Array[];
};

const TCP = 6;
const HEADER_WORDS = 5;
const FLAGS = { FIN: 0x01, SYN: 0x02, RST: 0x04, PSH: 0x08, ACK: 0x10 } as const;
type Flag = keyof typeof FLAGS;

/** Nobody ever waits for an acknowledgement: the largest window, scaled by 2^14 (RFC 7323, 2.3). */
const WINDOW = 65_535;
const SYN_OPTIONS = Uint8Array.of(2, 4, ...uint16(SEGMENT_OCTETS), 1, 3, 3, 14);
const NOTHING = new Uint8Array();

/** A conversation of two ends; `initial` is the sequence number both begin at. */
export function makeConversation(client: Socket, server: Socket, initial: number): Conversation {
  const sockets = { client, server };
  const next = { client: initial, server: initial };
  const closed = new Set<Side>();
  let state: 'new' | 'open' | 'refused' = 'new';

  const segment = (from: Side, flags: readonly Flag[], payload: Uint8Array): Uint8Array => {
    const to = other(from);
    const syn = flags.includes('SYN');
    const tcp = concat(
      Uint8Array.of(...uint16(sockets[from].port), ...uint16(sockets[to].port)),
      uint32(next[from]),
      uint32(flags.includes('ACK') ? next[to] : 0),
      Uint8Array.of((HEADER_WORDS + (syn ? SYN_OPTIONS.length / 4 : 0)) << 4, flagOctet(flags)),
      Uint8Array.of(...uint16(WINDOW), 0, 0, 0, 0),
      syn ? SYN_OPTIONS : NOTHING,
      payload,
    );
    next[from] += payload.length + (syn || flags.includes('FIN') ? 1 : 0);
    return ipPacket(sockets[from].address, sockets[to].address, { protocol: TCP, checksumAt: 16, octets: tcp });
  };
  const control = (from: Side, ...flags: readonly Flag[]): Uint8Array => segment(from, flags, NOTHING);

  const open = (): readonly Uint8Array[] => {
    if (state !== 'new') return [];
    state = 'open';
    return [control('client', 'SYN'), control('server', 'SYN', 'ACK'), control('client', 'ACK')];
  };
  const refused = (): readonly Uint8Array[] => {
    state = 'refused';
    return [control('client', 'SYN'), control('server', 'RST', 'ACK')];
  };

  return {
    open,
    say: (from, octets) => {
      const packets = [...open()];
      let at = 0;
      do {
        const end = Math.min(at + SEGMENT_OCTETS, octets.length);
        packets.push(segment(from, end < octets.length ? ['ACK'] : ['PSH', 'ACK'], octets.subarray(at, end)));
        at = end;
      } while (at < octets.length);
      return packets;
    },
    close: (from) => {
      if (state === 'new') return refused();
      if (state === 'refused' || closed.has(from)) return [];
      closed.add(from);
      const fin = control(from, 'FIN', 'ACK');
      return closed.size === 1 ? [fin] : [fin, control(other(from), 'ACK')];
    },
  };
}

function other(side: Side): Side {
  return side === 'client' ? 'server' : 'client';
}

function flagOctet(flags: readonly Flag[]): number {
  return flags.reduce((octet, flag) => octet | FLAGS[flag], 0);
}

/** Four octets in network order, of a number that goes round after 2^32. */
function uint32(value: number): Uint8Array {
  return Uint8Array.of(...uint16(Math.floor(value / 65_536)), ...uint16(value));
}
