import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { connect } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { UsageError } from '../../core/usage-error.ts';

/** The line to a modem: commands one at a time, and what it reports by itself. */
export type ModemLine = {
  /** Sends a command; its final result (`OK`, `ERROR`, `+CMS ERROR: 500`, …), or `null` when none came in time. */
  readonly ask: (command: string, limitMs: number) => Promise<string | null>;
  /** Hears the PDU of each `+CMT`, in hex. */
  readonly hear: (heard: (pdu: string) => void) => void;
  /** Why the line ended; `null` = it has not. */
  readonly trouble: () => string | null;
  readonly close: () => void;
};

/** Longest line that a modem writes: an SMS-DELIVER with its service centre, in hex, and some. */
const MAX_LINE_LENGTH = 4_096;
const MAX_TROUBLE_LENGTH = 500;
const FINAL = /^(OK|ERROR|\+CM[ES] ERROR: .*|NO CARRIER|COMMAND NOT SUPPORT)$/;

type Ends = {
  readonly read: Readable;
  readonly write: Writable;
  readonly end: () => void;
  readonly said: () => string;
};

/** Opens `tcp:host:port`, `exec:COMMAND` or a device; throws `UsageError` for what is none of them. */
export async function openModemLine(place: string): Promise<ModemLine> {
  const { read, write, end, said } = await endsOf(place);
  let pending = '';
  let isPdu = false;
  let ended: string | null = null;
  let failed: string | null = null;
  let heard: (pdu: string) => void = () => undefined;
  let answered: ((result: string | null) => void) | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const take = (line: string): void => {
    if (line === '') return;
    if (isPdu) {
      isPdu = false;
      if (/^([0-9a-fA-F]{2})+$/.test(line)) heard(line);
      return;
    }
    // The PDU of a message stands on the line behind (27.005, 3.4.1).
    if (line.startsWith('+CMT:')) isPdu = true;
    else if (FINAL.test(line)) answered?.(line);
  };
  const lost = (why: string): void => {
    ended ??= why;
    answered?.(null);
  };
  read.on('data', (chunk: Buffer) => {
    const lines = (pending + chunk.toString('latin1')).split(/[\r\n]/);
    pending = (lines.pop() ?? '').slice(-MAX_LINE_LENGTH);
    for (const line of lines) take(line.trim());
  });
  const broke = (error: Error): void => {
    failed ??= error.message;
    lost(error.message);
  };
  read.on('error', broke);
  write.on('error', broke);
  read.on('close', () => lost('the line was closed'));

  const askNow = async (command: string, limitMs: number): Promise<string | null> => {
    if (ended !== null) return null;
    return new Promise((resolve) => {
      const timer = setTimeout(() => answered?.(null), limitMs);
      answered = (result) => {
        clearTimeout(timer);
        answered = null;
        resolve(result);
      };
      write.write(`${command}\r`);
    });
  };
  return {
    ask: async (command, limitMs) => {
      const turn = last.then(async () => askNow(command, limitMs));
      last = turn;
      return turn;
    },
    hear: (to) => {
      heard = to;
    },
    // What its command said tells most, and comes when it comes.
    trouble: () => (ended === null ? null : said() === '' ? (failed ?? ended) : said()),
    close: end,
  };
}

async function endsOf(place: string): Promise<Ends> {
  if (place.startsWith('exec:')) return ofCommand(place.slice('exec:'.length).trim());
  const [, host, port] = /^tcp:(?:\/\/)?(.+):(\d{1,5})$/.exec(place) ?? [];
  if (host !== undefined) return ofAddress(host, Number(port));
  if (!place.startsWith('/')) {
    throw new UsageError(
      'handset.target',
      `${place} is no modem`,
      'Write tcp:host:port, exec:COMMAND or /dev/ttyUSB0.',
    );
  }
  const [read, write] = [createReadStream(place), createWriteStream(place)];
  const end = (): void => {
    read.destroy();
    write.destroy();
  };
  return { read, write, end, said: () => '' };
}

async function ofAddress(host: string, port: number): Promise<Ends> {
  const socket = connect({ host, port });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', (error) => {
      reject(new UsageError('handset.target', error.message, 'Is this the address and port of the modem?'));
    });
  });
  return { read: socket, write: socket, end: () => socket.destroy(), said: () => '' };
}

/** The command runs in a shell of its own, so that all that it starts can be ended with it. */
function ofCommand(command: string): Ends {
  const child = spawn(command, { shell: true, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.on('error', (error) => {
    said = error.message;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-MAX_TROUBLE_LENGTH);
  });
  const end = (): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  return { read: child.stdout, write: child.stdin, end, said: () => said.trim() };
}
