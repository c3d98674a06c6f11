import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Actor } from '../core/actor.ts';
import type { Party } from '../core/party.ts';
import { smppFramer } from '../wire/smpp/framer.ts';
import { MAX_PDU_OCTETS } from './services.ts';
import type { Chain, MakeActor } from './world.ts';

/**
 * Lets a program with a socket of its own play an SMPP client in a chain: what it says to `port` the party says to the
 * chain's SMSC, recorded like everything else, and the answers go back to it.
 */
export type StandIn = {
  readonly port: number;
  /** The party's actor; one chain at a time. */
  readonly make: MakeActor;
  /** From now on connections are passed on to this chain. */
  readonly join: (chain: Chain) => void;
  readonly close: () => Promise<void>;
};

/** Opens the door for a program that is to play `party`, on a free port of the loopback interface. */
export async function openStandIn(party: Party): Promise<StandIn> {
  const sockets = new Map<string, Socket>();
  let joined: Chain | null = null;
  let count = 0;
  const server = createServer((socket) => {
    const chain = joined;
    if (chain === null) {
      socket.destroy();
      return;
    }
    count += 1;
    const connection = `program-${count}`;
    sockets.set(connection, socket);
    const framer = smppFramer(MAX_PDU_OCTETS);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const { octets } of framer.push(new Uint8Array(chunk))) chain.command(party, 'say', { connection, octets });
    });
    socket.on('close', () => {
      if (sockets.delete(connection)) chain.command(party, 'leave', { connection });
    });
    // Nothing is read before the chain's own connection is there.
    socket.pause();
    chain.command(party, 'enter', { connection });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const make: MakeActor = (address): Actor => ({
    react: (input) => {
      switch (input.kind) {
        case 'opened':
          sockets.get(input.connection)?.resume();
          return [];
        case 'octets':
          sockets.get(input.connection)?.write(input.octets);
          return [];
        case 'closed': {
          const socket = sockets.get(input.connection);
          sockets.delete(input.connection);
          socket?.end();
          return [];
        }
        case 'command': {
          const { connection, octets } = input.arguments;
          if (typeof connection !== 'string') return [];
          if (input.verb === 'enter')
            return [{ kind: 'connect', connection, to: address.of('smsc.smpp'), pco: 'smpp' }];
          if (input.verb === 'leave') return [{ kind: 'close', connection }];
          return octets instanceof Uint8Array ? [{ kind: 'send', connection, octets }] : [];
        }
        default:
          return [];
      }
    },
  });

  return {
    port: (server.address() as AddressInfo).port,
    make,
    join: (chain) => {
      joined = chain;
    },
    close: async () => {
      const open = [...sockets.values()];
      sockets.clear();
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
