import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { BUFFER_OCTETS, MAX_BUFFER_OCTETS } from '../network.ts';
import { makeSocketEnd, type SocketEnd } from './sockets.ts';

type Pair = { readonly ours: Socket; readonly end: SocketEnd; readonly peer: Socket; readonly told: string[] };

/** Our end of a connection on the loopback, and its peer, which reads nothing until it is told to. */
async function withPair(side: 'opener' | 'acceptor', what: (pair: Pair) => Promise<void>): Promise<void> {
  const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const ours = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  const [[peer]] = (await Promise.all([once(server, 'connection'), once(ours, 'connect')])) as [[Socket], unknown];
  const told: string[] = [];
  const end = makeSocketEnd(ours, (run) => run(), side);
  end.attach({
    // What it is asked it answers.
    octets: (octets) => end.stream.write(octets),
    drained: () => void told.push('drained'),
    closed: (reason) => void told.push(reason),
  });
  peer.on('error', () => undefined);
  try {
    await what({ ours, end, peer, told });
  } finally {
    ours.destroy();
    peer.destroy();
    server.close();
  }
}

/** An enquire_link_resp is as small. */
const SMALL = new Uint8Array(16).fill(7);

test('small messages to a peer that does not read are no queue of small messages, and end with the connection', async () => {
  await withPair('opener', async ({ ours, end, told }) => {
    let queued = 0;
    const write = ours.write.bind(ours);
    ours.write = (octets: Uint8Array) => {
      const isTaken = write(octets);
      if (ours.writableLength > 0) queued += 1;
      return isTaken;
    };
    // The machine's own buffers take some of it first.
    for (let turns = 0; !ours.destroyed && turns < 400; turns += 1) {
      for (let at = 0; at < 10_000; at += 1) end.stream.write(SMALL);
      await turn();
    }
    // What Node queues has an entry for each write: no more of them than fit below its mark.
    expect([ours.destroyed, queued < MAX_BUFFER_OCTETS / SMALL.length / 16]).toEqual([true, true]);
    await expect.poll(() => told).toEqual(['the peer does not read']);
  });
});

test('a peer that reads late gets every octet in order, and the writer is told once', async () => {
  await withPair('opener', async ({ ours, end, peer, told }) => {
    let said = 0;
    const say = (messages: number): void => {
      for (let at = 0; at < messages; at += 1, said += SMALL.length) end.stream.write(numbered(said));
    };
    // Until the machine takes no more for as many turns as it may need.
    for (let full = 0; full < 20;) {
      if (ours.writableLength === 0) say(1_000);
      full = ours.writableLength === 0 ? 0 : full + 1;
      await turn();
    }
    say((2 * BUFFER_OCTETS) / SMALL.length);
    const [got, wrong] = await new Promise<readonly [number, number]>((done) => {
      let read = 0;
      let first = -1;
      peer.on('data', (chunk: Buffer) => {
        for (const [at, octet] of chunk.entries()) {
          if (octet !== numberAt(read + at) && first === -1) first = read + at;
        }
        read += chunk.length;
        if (read === said) done([read, first]);
      });
      peer.resume();
    });
    expect([got, wrong]).toEqual([said, -1]);
    await expect.poll(() => told).toEqual(['drained']);
  });
});

function turn(): Promise<void> {
  return new Promise((done) => {
    setImmediate(done);
  });
}

/** Of an octet's place its message, and where in it it stands. */
function numberAt(place: number): number {
  return ((place >> 4) >> (place & 7)) & 0xff;
}

function numbered(from: number): Uint8Array {
  return Uint8Array.from(SMALL, (_, at) => numberAt(from + at));
}

test('a peer that asks and does not read is not read from until it does, and then gets every answer', async () => {
  await withPair('acceptor', async ({ ours, peer, told }) => {
    let said = 0;
    // Until neither end's machine takes more for as many turns as it may need.
    for (let full = 0; full < 50;) {
      if (peer.writableLength === 0) {
        peer.write(new Uint8Array(64 * 1024));
        said += 64 * 1024;
      }
      full = peer.writableLength === 0 ? 0 : full + 1;
      await turn();
    }
    expect([ours.isPaused(), ours.writableLength <= MAX_BUFFER_OCTETS, told]).toEqual([true, true, []]);
    let got = 0;
    await new Promise<void>((done) => {
      peer.on('data', (chunk: Buffer) => {
        got += chunk.length;
        if (got === said) done();
      });
      peer.resume();
    });
    expect([got, ours.isPaused()]).toEqual([said, false]);
  });
});

test('what is held when a writer ends still arrives', async () => {
  await withPair('opener', async ({ end, peer }) => {
    for (let at = 0; at < 40_000; at += 1) end.stream.write(SMALL);
    end.stream.end();
    let got = 0;
    peer.on('data', (chunk: Buffer) => (got += chunk.length));
    peer.resume();
    await once(peer, 'end');
    expect(got).toBe(40_000 * SMALL.length);
  });
});
