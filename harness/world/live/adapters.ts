import { spawn, type ChildProcess } from 'node:child_process';
import { UsageError } from '../../core/usage-error.ts';

/** A third party's program that speaks JSON lines on stdin and stdout (cli.md, Handset as IUT). */
export type Adapter = {
  readonly say: (message: unknown) => void;
  /** From now on this hears what it says, line by line; `null` = nobody. */
  readonly hear: (heard: ((message: unknown) => void) | null) => void;
  /** An id that no delivery to it has had. */
  readonly nextId: () => number;
};

/** Adapters of one command, started when they are needed and used again. */
export type Adapters = {
  /** So many of them, reset and ready; throws `UsageError` when the command gives none. */
  readonly take: (count: number) => Promise<readonly Adapter[]>;
  readonly give: (adapters: readonly Adapter[]) => void;
  readonly close: () => void;
};

/** How long an adapter may take to start and to be ready. */
const READY_MS = 20_000;
/** Longest line that is read: a message of 255 segments in hex, and some. */
const MAX_LINE_LENGTH = 1024 * 1024;
/** What of its stderr is told when it does not come up. */
const MAX_TROUBLE_LENGTH = 500;
/** What of its first line that is no JSON is told. */
const MAX_NOISE_LENGTH = 80;
/** What a shell ends with when it finds no such command. */
const NOT_FOUND = 127;
/** What an adapter may leave unread of ours. */
const MAX_UNREAD_OCTETS = 8 * 1024 * 1024;

type Running = Adapter & {
  readonly reset: () => Promise<boolean>;
  readonly isAlive: () => boolean;
  readonly trouble: () => string;
  readonly kill: () => void;
};

/** A pool of adapters; nothing runs before the first is taken. */
export function makeAdapters(command: string): Adapters {
  const all = new Set<Running>();
  const idle: Running[] = [];
  let closed = false;

  const ready = async (): Promise<Running> => {
    const used = idle.pop();
    if (used !== undefined && used.isAlive() && (await used.reset())) return used;
    if (used !== undefined) discard(used);
    const fresh = start(command);
    all.add(fresh);
    // Closed meanwhile: nothing may outlive the run.
    if (closed) discard(fresh);
    if (await fresh.reset()) return fresh;
    const trouble = fresh.trouble();
    discard(fresh);
    throw new UsageError(
      'target',
      `the adapter ${trouble}`,
      'Start its command by hand and type {"reset":true}: it answers {"ready":true}, as `pushproof serve handset --stdio` does.',
    );
  };
  const discard = (adapter: Running): void => {
    all.delete(adapter);
    adapter.kill();
  };

  return {
    take: async (count) => Promise.all(Array.from({ length: count }, async () => ready())),
    give: (adapters) => {
      for (const adapter of adapters) {
        adapter.hear(null);
        const running = [...all].find((one) => one === adapter);
        if (running !== undefined) idle.push(running);
      }
    },
    close: () => {
      closed = true;
      for (const adapter of all) discard(adapter);
    },
  };
}

/** Starts the command in a shell of its own, so that all that it starts can be ended with it. */
function start(command: string): Running {
  const child = spawn(command, { shell: true, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let hearer: ((message: unknown) => void) | null = null;
  let ready: ((isReady: boolean) => void) | null = null;
  let complaint = '';
  let noise = '';
  let ending: string | null = null;
  let pending = '';
  let lastId = 0;
  let alive = true;

  const end = (): void => {
    alive = false;
    ready?.(false);
  };
  const heard = (line: string): void => {
    const message = parsed(line);
    if (typeof message === 'object' && message !== null && 'ready' in message) ready?.(true);
    else if (message !== null) hearer?.(message);
    else if (noise === '') noise = line.trim().slice(0, MAX_NOISE_LENGTH);
  };
  child.on('error', (error) => {
    ending = error.message;
    end();
  });
  child.on('close', (code, signal) => {
    ending ??= code === NOT_FOUND ? 'has no command of that name' : `ended at once (${endingOf(code, signal)})`;
    end();
  });
  child.stdin.on('error', () => undefined);
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk: string) => {
    const lines = (pending + chunk).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) heard(line);
    if (pending.length <= MAX_LINE_LENGTH) return;
    ending = `wrote a line of more than ${MAX_LINE_LENGTH} characters`;
    kill(child);
  });
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (chunk: string) => {
    complaint = (complaint + chunk).slice(-MAX_TROUBLE_LENGTH);
  });
  const say = (message: unknown): void => {
    if (!alive || child.stdin.writableLength > MAX_UNREAD_OCTETS) return;
    child.stdin.write(`${JSON.stringify(message)}\n`);
  };

  return {
    say,
    hear: (to) => {
      hearer = to;
    },
    nextId: () => {
      lastId += 1;
      return lastId;
    },
    reset: async () => {
      if (!alive) return false;
      return new Promise((resolve) => {
        const timer = setTimeout(() => ready?.(false), READY_MS);
        ready = (isReady) => {
          clearTimeout(timer);
          ready = null;
          resolve(isReady);
        };
        say({ reset: true });
      });
    },
    isAlive: () => alive,
    trouble: () => {
      const words = complaint.trim() === '' ? '' : `; it said: ${complaint.trim()}`;
      const unread = noise === '' ? '' : `, but wrote what is no JSON: ${noise}`;
      return `${ending ?? `has not answered {"reset":true} within ${READY_MS / 1_000} s${unread}`}${words}`;
    },
    kill: () => kill(child),
  };
}

function endingOf(code: number | null, signal: NodeJS.Signals | null): string {
  return code === null ? `by ${signal ?? 'a signal'}` : `exit ${code}`;
}

function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
