import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eachLine, type Answer, type Question } from './lab-wire.ts';

/** The lab's door for Playwright's workers: one question a line, one answer a line. */
export type LabServer = {
  readonly address: string;
  /** A folder that only this user can enter; the plan lies there too. */
  readonly folder: string;
  /** From now on every question, pending or new, is answered `none`: interrupted. */
  readonly interrupt: () => void;
  readonly close: () => Promise<void>;
};

/** A path that fits `sockaddr_un` on every system. */
const MAX_SOCKET_PATH = 100;

/** Opens the lab's door; `answer` runs a case and gives its judgement. */
export async function serveLab(answer: (key: string) => Promise<Answer>): Promise<LabServer> {
  const folder = await privateFolder();
  const leaveNothing = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', leaveNothing);
  const address =
    process.platform === 'win32' ? `\\\\.\\pipe\\pushproof-${randomBytes(8).toString('hex')}` : join(folder, 'lab');
  const interruption = makeInterruption();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy()); // a worker that goes away asks again, or is gone for good
    eachLine(socket, (line) => void reply(socket, line, answer, interruption));
  });
  await listening(server, address);
  return {
    address,
    folder,
    interrupt: interruption.happen,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
      process.off('exit', leaveNothing);
    },
  };
}

type Interruption = { readonly over: () => boolean; readonly happened: Promise<void>; readonly happen: () => void };

/** Answers one question; a line that is none (nothing of ours sends one) closes the connection. */
async function reply(
  socket: Socket,
  line: string,
  answer: (key: string) => Promise<Answer>,
  interruption: Interruption,
): Promise<void> {
  const key = keyOf(line);
  if (key === null) {
    socket.destroy();
    return;
  }
  const short = (verdict: 'none' | 'error', reason: string): Answer => ({
    key,
    verdict,
    reason,
    failure: null,
    attachments: [],
  });
  const cutShort = interruption.happened.then(() => short('none', 'interrupted'));
  const judged = async (): Promise<Answer> => {
    try {
      return await answer(key);
    } catch (error) {
      return short('error', error instanceof Error ? error.message : String(error));
    }
  };
  const given = interruption.over() ? await cutShort : await Promise.race([cutShort, judged()]);
  if (!socket.destroyed) socket.write(`${JSON.stringify(given)}\n`);
}

function keyOf(line: string): string | null {
  try {
    const { ask } = JSON.parse(line) as Partial<Question>;
    return typeof ask === 'string' ? ask : null;
  } catch {
    return null;
  }
}

function makeInterruption(): Interruption {
  let over = false;
  let tell: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const happen = (): void => {
    over = true;
    tell();
  };
  return { over: () => over, happened, happen };
}

/** `mkdtemp` gives mode 0700. */
async function privateFolder(): Promise<string> {
  const wanted = join(tmpdir(), 'pushproof-');
  return mkdtemp(wanted.length + 'XXXXXX/lab'.length > MAX_SOCKET_PATH ? '/tmp/pushproof-' : wanted);
}

function listening(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => resolve());
  });
}
