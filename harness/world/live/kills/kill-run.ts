import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { LIFE_VARIABLE, type Life } from './life.ts';
import { push, startListener, startSmsc, type Answer } from './peers.ts';

/** What came of one run: pushes that were accepted, and how they ended. */
export type KillFigures = {
  readonly pushes: number;
  /** In place of which effects the PPG was killed. */
  readonly deaths: readonly string[];
  readonly accepted: number;
  /** Accepted pushes with a result. */
  readonly ended: number;
  /** Results that came again, the same. */
  readonly repeated: number;
  /** Accepted pushes that were told otherwise the second time. */
  readonly contradicted: number;
  /** Accepted pushes without a result. */
  readonly lost: number;
  /** Pushes that were submitted again although their outcome was known, or not known. */
  readonly submittedAgain: number;
  /** Results that are not what the SMSC said, nor `timeout` for what nobody knows. */
  readonly wrong: number;
  /** `timeout` although the SMSC answers: the answer got lost with the PPG. */
  readonly unknown: number;
};

export type KillOptions = {
  readonly store: string;
  readonly pushes: number;
  /** For each death, the number of the effect in whose place it comes. */
  readonly dieAt: readonly number[];
};

/** Pushes that a PI has under way at once. */
const AT_ONCE = 4;

/** How long the SMSC thinks about a submission. */
const LATER_MS = 5;

/** When no result has come for so long, none will: longer than a life needs to begin and the PPG waits for the SMSC. */
const SILENCE_MS = 15_000;

/** Of every ten pushes one fails, and one finds the SMSC busy at first; of every fifty one is not answered at all. */
function answerTo(pushId: string, before: number): Answer {
  const number = Number(pushId.split('-')[1]);
  if (number % 50 === 7) return 'nothing';
  if (number % 10 === 3) return 'failed';
  return number % 10 === 5 && before === 0 ? 'busy' : 'delivered';
}

const STATES: Readonly<Record<Answer, string>> = {
  nothing: 'timeout',
  busy: 'undeliverable',
  delivered: 'delivered',
  failed: 'undeliverable',
};

/** Pushes through a PPG that is killed again and again, until each push that it has accepted has a result. */
export async function runWithKills({ store, pushes, dieAt }: KillOptions): Promise<KillFigures> {
  const smsc = await startSmsc(answerTo, LATER_MS);
  let came: () => void = () => undefined;
  // The answer to every ninth push's first notification gets lost.
  const listener = await startListener(
    (pushId, before) => Number(pushId.split('-')[1]) % 9 === 0 && before === 0,
    () => came(),
  );
  const ports = { papPort: await freePort(), smscPort: smsc.port, notifyPort: listener.port };
  const schedule = [...dieAt];
  const deaths: string[] = [];
  const accepted = new Set<string>();
  let child: ChildProcess | null = null;
  let isOver = false;

  const begin = async (): Promise<void> => {
    const life: Life = { store, ...ports, dieAt: schedule.shift() ?? null };
    const born = startLife(life, (death) => deaths.push(death));
    child = born;
    born.once('exit', (_code, signal) => {
      if (signal === 'SIGKILL' && !isOver) lives = begin();
    });
    await once(born, 'spawn');
    await new Promise<void>((resolve) => {
      born.once('exit', () => resolve());
      born.stdout?.once('data', () => resolve());
    });
  };
  let lives = begin();

  /** Where the connection broke, the PPG has died: its next life is asked again. */
  const accept = async (pushId: string): Promise<void> => {
    for (;;) {
      await lives;
      const asked = child;
      const code = await push(ports.papPort, pushId, ports.notifyPort);
      // A duplicate was accepted when nobody could be told any more.
      if (code === '1001' || code === '2007') accepted.add(pushId);
      if (code !== null) return;
      if (asked !== null && asked.signalCode === null) await once(asked, 'exit');
    }
  };
  const ids = Array.from({ length: pushes }, (_, at) => `push-${at + 1}`);
  const waiting = [...ids];
  const pi = async (): Promise<void> => {
    for (let pushId = waiting.shift(); pushId !== undefined; pushId = waiting.shift()) await accept(pushId);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, pi));
    await new Promise<void>((resolve) => {
      let silence = setTimeout(resolve, SILENCE_MS);
      came = () => {
        clearTimeout(silence);
        if ([...accepted].every((pushId) => listener.seen.has(pushId))) resolve();
        else silence = setTimeout(resolve, SILENCE_MS);
      };
      came();
    });
  } finally {
    isOver = true;
    await lives;
    (child as ChildProcess | null)?.kill('SIGKILL');
    smsc.close();
    listener.close();
  }
  const of = (pushId: string): readonly string[] => listener.seen.get(pushId) ?? [];
  const stateOf = (pushId: string): string => /message-state="(\w+)"/.exec(of(pushId)[0] ?? '')?.[1] ?? '';
  const saidOf = (pushId: string): readonly Answer[] => smsc.seen.get(pushId) ?? [];
  const all = [...accepted];
  const isUnknown = (pushId: string): boolean => stateOf(pushId) === 'timeout' && saidOf(pushId).at(-1) !== 'nothing';
  return {
    pushes,
    deaths,
    accepted: all.length,
    ended: all.filter((pushId) => of(pushId).length > 0).length,
    repeated: all.reduce((sum, pushId) => sum + Math.max(0, of(pushId).length - 1), 0),
    contradicted: all.filter((pushId) => new Set(of(pushId)).size > 1).length,
    lost: all.filter((pushId) => of(pushId).length === 0).length,
    submittedAgain: ids.filter((pushId) =>
      saidOf(pushId)
        .slice(0, -1)
        .some((answer) => answer !== 'busy'),
    ).length,
    wrong: all.filter((pushId) => {
      const last = saidOf(pushId).at(-1);
      return !isUnknown(pushId) && stateOf(pushId) !== (last === undefined ? '' : STATES[last]);
    }).length,
    unknown: all.filter(isUnknown).length,
  };
}

function startLife(life: Life, died: (death: string) => void): ChildProcess {
  const child = fork(fileURLToPath(new URL('./mortal-ppg.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, [LIFE_VARIABLE]: JSON.stringify(life) },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const death = /^dies in place of (.*)$/.exec(line)?.[1];
      if (death !== undefined) died(death);
    });
  }
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
