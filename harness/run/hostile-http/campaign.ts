import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { ATTACKS, control, statusQuery, submission, type Place } from './attacks.ts';

/** How the PPG bore one attack. */
export type Borne = {
  readonly name: string;
  readonly reaction: string;
  readonly allowed: boolean;
  /** Octets that had gone out when it had enough. */
  readonly sentOctets: number;
  /** The answer to the next good push, and how long that took in ms. */
  readonly next: string;
  readonly nextMs: number;
  /** Whether a push hidden in it has become one. */
  readonly smuggled: boolean;
  /** Resident memory of the PPG afterwards and at its highest, in MiB; `null` where the system does not tell. */
  readonly residentMib: number | null;
  readonly peakMib: number | null;
};

export type HostileHttpFigures = {
  readonly borne: readonly Borne[];
  /** Whether any answer told of the file, and how often the URL was asked for. */
  readonly secretTold: boolean;
  readonly trapped: number;
  readonly slow: {
    readonly posts: number;
    /** Good pushes beside them that were answered 1001, and the slowest of these answers in ms. */
    readonly answered: number;
    readonly slowestMs: number;
    /** Slow posts that the PPG has ended by itself, `null` = not waited for. */
    readonly ended: number | null;
  };
};

export type HostileHttpOptions = {
  readonly port: number;
  readonly pid: number;
  readonly secretFile: string;
  readonly secret: string;
  readonly largest: number;
  readonly slowPosts: number;
  /** How long the slow posts may last until the PPG has ended all of them; `null` = they are not waited for. */
  readonly slowMs: number | null;
};

const HOST = '127.0.0.1';
/** When nothing has come for so long, nothing will: longer than any timer of the PPG. */
const SILENCE_MS = 30_000;
const SLOW_EVERY_MS = 1_000;
const GOOD_PUSHES = 10;
const MIB = 1_048_576;

/** Attacks a PPG one after the other, and sees after each whether it serves the next. */
export async function attackPpg(options: HostileHttpOptions): Promise<HostileHttpFigures> {
  const { port, pid, secretFile, secret, largest } = options;
  let trapped = 0;
  const trap = createServer((socket) => {
    trapped += 1;
    socket.destroy();
  }).listen(0, HOST);
  await once(trap, 'listening');
  const trapUrl = `http://${HOST}:${(trap.address() as AddressInfo).port}/trap/x.dtd`;
  const borne: Borne[] = [];
  let secretTold = false;
  for (const [at, { name, pieces, answers, isCutOff, hides }] of ATTACKS.entries()) {
    const place: Place = { secretFile, trapUrl, hidden: `hidden-${at}@pi.example`, largest };
    const said = await exchange(port, pieces(place));
    secretTold ||= said.text.includes(secret);
    const reaction = reactionIn(said.text);
    const good = await pushOnce(port, `good-${at}@pi.example`);
    // The first answer is to the request around it; a second one would be to what was hidden.
    const known = hides ? await exchange(port, [statusQuery(place.hidden)]) : null;
    borne.push({
      name,
      reaction,
      allowed: answers.some((one) => one === reaction) && (!isCutOff || said.sentOctets < largest),
      sentOctets: said.sentOctets,
      ...good,
      smuggled: known !== null && !known.text.includes('code="2004"'),
      residentMib: memoryOf(pid, 'VmRSS'),
      peakMib: memoryOf(pid, 'VmHWM'),
    });
  }
  const slow = await besideSlowPosts(options);
  trap.close();
  return { borne, secretTold, trapped, slow };
}

/** Writes as fast as the peer takes it, until it answers, closes, or all is written; the answer is all that came until the end. */
async function exchange(
  port: number,
  pieces: Iterable<string>,
): Promise<{ readonly text: string; readonly sentOctets: number }> {
  const socket = connect(port, HOST);
  const { text, over } = listen(socket);
  await Promise.race([once(socket, 'connect'), over]);
  let sentOctets = 0;
  for (const piece of pieces) {
    if (text() !== '' || !socket.writable) break;
    sentOctets += piece.length;
    if (!socket.write(piece, 'latin1')) await Promise.race([once(socket, 'drain'), over]);
  }
  await over;
  socket.destroy();
  return { text: text(), sentOctets };
}

/** What comes on a socket; `over` once it is closed, or nothing more will come. */
function listen(socket: Socket): { readonly text: () => string; readonly over: Promise<void> } {
  let text = '';
  const over = new Promise<void>((resolve) => {
    socket.setTimeout(SILENCE_MS, resolve);
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  });
  return { text: () => text, over };
}

function reactionIn(text: string): string {
  if (text === '') return 'closed';
  const [, status = ''] = /^HTTP\/1\.1 (\d{3}) /.exec(text) ?? [];
  const code = /<pap>[^]*? code="(\d{4})"/.exec(text)?.[1];
  return code === undefined ? `http ${status}` : `pap ${code}`;
}

async function pushOnce(port: number, pushId: string): Promise<{ readonly next: string; readonly nextMs: number }> {
  const beganMs = performance.now();
  const { text } = await exchange(port, [submission(control(pushId))]);
  return { next: reactionIn(text), nextMs: Math.round(performance.now() - beganMs) };
}

/** Posts that come an octet a second, and good ones beside them. */
async function besideSlowPosts({ port, slowPosts, slowMs }: HostileHttpOptions): Promise<HostileHttpFigures['slow']> {
  const octets = submission(control('slow@pi.example'));
  const slow = Array.from({ length: slowPosts }, () => {
    const socket = connect(port, HOST);
    const { over } = listen(socket);
    let at = 0;
    const trickle = (): void => {
      if (socket.writable) socket.write(octets.charAt((at += 1) - 1));
    };
    socket.once('connect', trickle);
    return { socket, over, timer: setInterval(trickle, SLOW_EVERY_MS) };
  });
  await Promise.all(slow.map(async ({ socket, over }) => Promise.race([once(socket, 'connect'), over])));
  let answered = 0;
  let slowestMs = 0;
  for (let count = 0; count < GOOD_PUSHES; count += 1) {
    const { next, nextMs } = await pushOnce(port, `beside-slow-${count}@pi.example`);
    if (next === 'pap 1001') answered += 1;
    slowestMs = Math.max(slowestMs, nextMs);
  }
  let ended = 0;
  if (slowMs !== null) {
    for (const { over } of slow) void over.then(() => (ended += 1));
    const late = new Promise((resolve) => setTimeout(resolve, slowMs).unref());
    await Promise.race([Promise.all(slow.map(({ over }) => over)), late]);
  }
  for (const { socket, timer } of slow) {
    clearInterval(timer);
    socket.destroy();
  }
  return { posts: slowPosts, answered, slowestMs, ended: slowMs === null ? null : ended };
}

/** A line of /proc/PID/status, in MiB. */
function memoryOf(pid: number, line: 'VmRSS' | 'VmHWM'): number | null {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return null;
  const [, kib] = new RegExp(`${line}:\\s+(\\d+) kB`).exec(readFileSync(path, 'latin1')) ?? [];
  return kib === undefined ? null : Math.round((Number(kib) * 1_024) / MIB);
}
