import { createServer } from 'node:net';
import { once } from 'node:events';
import type { Profile, Target } from '../core/profile.ts';
import type { RunSummary } from '../trace/finding.ts';
import type { PpgPorts } from '../world/live/lone-ppg.ts';
import { profileFromTarget } from './load-profile.ts';
import { startRun } from './run.ts';

/** Free ports for a PPG under test and for what pushproof plays around it. */
export async function freePpgPorts(): Promise<PpgPorts> {
  return { pap: await freePort(), smsc: await freePort(), notify: await freePort() };
}

/** Ports below those from which systems take the ends of connections: a free one stays free until it is listened on. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;

/** Another process begins elsewhere. */
let asked = (process.pid * 97) % PORTS;

/** A free port of the loopback, another one each time. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORTS; tries += 1) {
    asked = (asked + 1) % PORTS;
    const port = FIRST_PORT + asked;
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
  throw new Error('no port is free');
}

/** A PPG of a laboratory: its times are short, so that what never comes is known soon. */
export function ppgProfile(ports: PpgPorts): Profile {
  const profile = profileFromTarget('ppg', `http://127.0.0.1:${ports.pap}/pap`);
  const listenAt = (port: number): Target => ({
    scheme: 'listen',
    host: '127.0.0.1',
    port,
    user: '',
    password: '',
    path: '',
  });
  return {
    ...profile,
    smsc: { listen: listenAt(ports.smsc), systemId: '', password: '' },
    notify: { listen: listenAt(ports.notify), url: `http://127.0.0.1:${ports.notify}/results?of=pushproof` },
    timers: {
      ...profile.timers,
      transactionMs: 1_000,
      responseMs: 1_500,
      papMs: 500,
      notifyMs: 500,
      backoffMs: 100,
    },
    limits: { ...profile.limits, submitPerSecond: 200 },
  };
}

/** Runs cases at a PPG that is somebody else's: all that is known of it is its profile. */
export async function certifyPpg(profile: Profile, cases: readonly string[]): Promise<RunSummary> {
  const run = await startRun({
    iut: 'ppg',
    profile,
    world: 'live',
    cases,
    suites: [],
    requirements: [],
    grep: [],
    quick: false,
    shard: null,
    workers: 4,
    seed: 1,
    strict: false,
    progress: () => undefined,
  });
  await Promise.all(run.planned.map(({ key }) => run.ask(key)));
  return run.finish(false);
}

/** The requirements that count (MUST and MUST NOT) and came out so. */
export function requirementsThat(summary: RunSummary, outcome: string): readonly string[] {
  return summary.requirements
    .filter((one) => one.outcome === outcome && one.requirement.level.startsWith('MUST'))
    .map(({ requirement }) => requirement.id)
    .sort();
}
