import { spawn } from 'node:child_process';
import { open, stat } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { UsageError } from '../../core/usage-error.ts';
import { fromHex } from '../../wire/octets.ts';

/** One message that a handset under test has shown; `to`: digits of the subscriber, `null` where it does not say. */
export type InboxLine = { readonly octets: Uint8Array; readonly to: string | null };

/** Where a handset under test shows what it received (profile, handset.inbox). */
export type InboxSource = {
  /** Why nothing more can come of it; `null` = it is read. */
  readonly trouble: () => string | null;
  readonly close: () => void;
};

/** Longest message that may be shown: 255 full segments and what a handset may make of them. */
export const MAX_SHOWN_OCTETS = 128 * 1024;
/** Longest line that is read: such a message in hex, and some. */
const MAX_LINE_LENGTH = 4 * MAX_SHOWN_OCTETS;
/** How often a file is looked at. */
const LOOK_MS = 50;
/** Most of a file that is read at a time. */
const CHUNK_OCTETS = 256 * 1024;
/** What of a command's stderr is told when it ends. */
const MAX_TROUBLE_LENGTH = 500;

/** A line of an inbox, `{"hex":"…"}` with or without `to`; `null`: it is none. */
export function inboxLine(message: unknown): InboxLine | null {
  if (typeof message !== 'object' || message === null) return null;
  // What the adapter's protocol writes around it may stay.
  if ('inbox' in message) return inboxLine(message.inbox);
  if (!('hex' in message) || typeof message.hex !== 'string') return null;
  const { hex } = message;
  if (!/^([0-9a-fA-F]{2})*$/.test(hex) || hex.length > 2 * MAX_SHOWN_OCTETS) return null;
  const to = 'to' in message ? String(message.to).replace(/\D/g, '') : '';
  return { octets: fromHex(hex), to: to === '' ? null : to };
}

/** Reads `file:PATH` (what is appended from now on) or the output of `exec:COMMAND`; throws `UsageError` for what can never be read. */
export async function openInbox(inbox: string, shown: (line: InboxLine) => void): Promise<InboxSource> {
  const take = lineTaker(shown);
  const rest = inbox.slice(inbox.indexOf(':') + 1).trim();
  return inbox.startsWith('exec:') ? fromCommand(rest, take) : fromFile(rest, take);
}

type Taker = (chunk: string) => void;

/** Cuts text into lines, and tells those that show a message. Lines of other kinds are nobody's. */
function lineTaker(shown: (line: InboxLine) => void): Taker {
  let pending = '';
  return (chunk) => {
    const lines = (pending + chunk).split('\n');
    pending = lines.pop() ?? '';
    if (pending.length > MAX_LINE_LENGTH) pending = '';
    for (const line of lines) {
      const one = inboxLine(parsed(line));
      if (one !== null) shown(one);
    }
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A file need not exist yet; one that has become shorter was begun anew. */
async function fromFile(path: string, take: Taker): Promise<InboxSource> {
  let decoder = new StringDecoder('utf8');
  let at = await sizeOf(path);
  let trouble: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const look = async (): Promise<void> => {
    const size = await sizeOf(path);
    if (size < at) {
      at = 0;
      decoder = new StringDecoder('utf8');
    }
    if (size === at) return;
    const file = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_OCTETS), 0, CHUNK_OCTETS, at);
      at += bytesRead;
      if (!closed) take(decoder.write(buffer.subarray(0, bytesRead)));
    } finally {
      await file.close();
    }
  };
  const goOn = (): void => {
    if (closed) return;
    timer = setTimeout(() => {
      look()
        .catch((error: unknown) => {
          trouble = error instanceof Error ? error.message : String(error);
        })
        .finally(goOn);
    }, LOOK_MS);
  };
  goOn();
  return {
    trouble: () => trouble,
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return found.size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    const what = error instanceof Error ? error.message : String(error);
    throw new UsageError('handset.inbox', what, 'Name a file that pushproof may read.');
  }
  throw new UsageError('handset.inbox', `${path} is a folder`, 'Name the file that the handset appends its lines to.');
}

/** The command runs in a shell of its own, so that all that it starts can be ended with it. */
function fromCommand(command: string, take: Taker): InboxSource {
  const child = spawn(command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let ended: string | null = null;
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', take);
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (chunk: string) => {
    said = (said + chunk).slice(-MAX_TROUBLE_LENGTH);
  });
  child.on('error', (error) => {
    ended = error.message;
  });
  child.on('close', () => {
    ended ??= said.trim() === '' ? 'its command has ended' : `its command has ended; it said: ${said.trim()}`;
  });
  return {
    trouble: () => ended,
    close: () => {
      if (child.pid === undefined || ended !== null) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    },
  };
}
