import type { Party, Pco } from '../core/party.ts';
import { isMessage, type Message, type TraceEvent } from '../trace/event.ts';
import { endsOf } from '../trace/subscriber.ts';
import { conversationKey, type Crossing } from './crossings.ts';
import { udpPacket, type Address } from './synthetic-ip.ts';
import { makeConversation, type Conversation, type Side } from './synthetic-tcp.ts';

/** Where each party seems to be. */
const ADDRESSES: Readonly<Record<Party, Address>> = {
  pi: [10, 0, 0, 1],
  ppg: [10, 0, 0, 2],
  smsc: [10, 0, 0, 3],
  handset: [10, 0, 0, 4],
  gateway: [10, 0, 0, 5],
  origin: [10, 0, 0, 6],
  user: [10, 0, 0, 7],
};

/** Ports by which tools know what is spoken there; what the handset shows is a push to WDP port 2948 (OTA 6). RPDUs have no port. */
const SERVER_PORTS: Readonly<Record<Pco, number>> = {
  smpp: 2775,
  sm: 2775,
  rp: 24_011,
  pap: 80,
  fetch: 80,
  push: 2948,
};
const PUSH_SOURCE_PORT = 9200;

/**
 * Dynamic ports (RFC 6335, 6), one for each connection in the order of their first events. Should they run out, a port
 * used again begins at another sequence number, so that readers see another connection.
 */
const FIRST_CLIENT_PORT = 49_152;
const CLIENT_PORTS = 16_384;

/** The IP packets of what happened, one event after the other. */
export type SyntheticNetwork = (event: Crossing['event'], way: Crossing['way']) => readonly Uint8Array[];

/**
 * A network on which all this may have happened: a TCP connection for each connection, and what the handset shows as
 * UDP. Messages that nobody sent so have connections of their own, so that the stream that was sent can still be read.
 */
export function makeSyntheticNetwork(crossings: readonly Crossing[]): SyntheticNetwork {
  const servers = serversOf(crossings);
  const made = new Map<string, Conversation>();
  const conversationOf = (event: TraceEvent, server: Party, way: Crossing['way']): Conversation => {
    const key = `${way} ${conversationKey(event)}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const client = event.party === server ? event.peer : event.party;
    const conversation = makeConversation(
      { address: ADDRESSES[client], port: FIRST_CLIENT_PORT + (made.size % CLIENT_PORTS) },
      { address: ADDRESSES[server], port: SERVER_PORTS[event.pco] },
      made.size,
    );
    made.set(key, conversation);
    return conversation;
  };
  return (event, way) => {
    if (isMessage(event) && event.pco === 'push') return [datagram(event)];
    const server = servers.get(conversationKey(event)) ?? event.peer;
    const conversation = conversationOf(event, server, way);
    const side = (party: Party): Side => (party === server ? 'server' : 'client');
    switch (event.kind) {
      case 'opened':
        return conversation.open();
      case 'closed':
        return conversation.close(side(event.party));
      case 'message':
        return conversation.say(side(endsOf(event).sender), event.octets);
    }
  };
}

function datagram(event: Message): Uint8Array {
  const { sender, receiver } = endsOf(event);
  const from = { address: ADDRESSES[sender], port: PUSH_SOURCE_PORT };
  return udpPacket(from, { address: ADDRESSES[receiver], port: SERVER_PORTS.push }, event.octets);
}

/** Who is connected to: the SMSC, or who is asked over HTTP; without any message the peer of who noted it first. */
function serversOf(crossings: readonly Crossing[]): ReadonlyMap<string, Party> {
  const servers = new Map<string, Party>();
  for (const { event } of crossings) {
    const key = conversationKey(event);
    const server = servers.has(key) ? null : serverBy(event);
    if (server !== null) servers.set(key, server);
  }
  return servers;
}

/** What one event says of it; `null` when nothing. */
function serverBy(event: Crossing['event']): Party | null {
  if (event.pco === 'smpp' || event.pco === 'sm' || event.pco === 'rp')
    return event.party === 'smsc' ? event.party : event.peer;
  if (!isMessage(event) || event.message.kind !== 'pap') return null;
  const { sender, receiver } = endsOf(event);
  return event.message.pap.http.kind === 'response' ? sender : receiver;
}
