import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from 'node:net';
import type { Actor, Endpoint } from '../core/actor.ts';
import type { Profile, Target } from '../core/profile.ts';
import type { ChainSettings } from '../core/settings.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Fake } from '../fakes/define.ts';
import { integrate } from '../reference-impl/integrated.ts';
import { BUILT_IN_ACCOUNT } from '../reference-impl/smsc/policy.ts';
import { builtInProfile } from '../run/load-profile.ts';
import { makePeer } from '../run/mutants.ts';
import { maskNumber, maskTarget } from '../run/target.ts';
import { toHex } from '../wire/octets.ts';
import { doorTrouble } from '../world/live/door-trouble.ts';
import { makeHost, openDoor, type Host } from '../world/live/host.ts';
import { openStore, type Store } from '../world/live/store/store.ts';
import { makeStdioHandset } from '../world/live/stdio-handset.ts';
import type { Links } from '../world/links.ts';
import type { MakeActor } from '../world/world.ts';
import {
  defectsOf,
  fakesOf,
  linksOf,
  refuseMisfits,
  rolesOf,
  targetOf,
  type Role,
  type ServeRequest,
} from './serve-request.ts';
import { listenForStop, type StopRequest } from './signals.ts';

/** Where each role serves, and the port that it has where none is said. */
const SERVICES: Readonly<Partial<Record<Role, { readonly service: string; readonly port: number }>>> = {
  smsc: { service: 'smsc.smpp', port: 2775 },
  ppg: { service: 'ppg.pap', port: 8080 },
  pi: { service: 'pi.notify', port: 8081 },
  gateway: { service: 'gateway.fetch', port: 8082 },
};
const HOME = '127.0.0.1';
/** How long a peer may take to unbind. */
const FAREWELL_MS = 400;
const LOOK_MS = 20;
const INTERRUPTED = 130;

/** Plays a peer until Ctrl-C or SIGTERM; resolves to the exit code. */
export async function runServe(request: ServeRequest): Promise<number> {
  const stop = listenForStop();
  try {
    const roles = rolesOf(request.role);
    refuseMisfits(request, roles);
    const fakes = await fakesOf(request, roles);
    const links = await linksOf(request);
    if (request.stdio === true) return await serveStdio(request, fakes, stop);
    const target = targetOf(request, roles);
    const trouble = makeTrouble();
    const store = request.store === undefined ? null : openStore(request.store, trouble.happens);
    try {
      const serving = await open(request, roles, { fakes, links, target, store });
      try {
        process.stdout.write(`${serving.ready}${defectsOf(request)}\n`);
        for (const host of serving.hosts) host.start();
        if (roles.includes('pi')) pushOnLines(serving.hosts);
        await Promise.race([stop.happened, trouble.happened]);
      } finally {
        await farewell(serving.hosts);
      }
    } finally {
      await store?.close();
    }
    return INTERRUPTED;
  } finally {
    stop.release();
    process.stdin.destroy();
  }
}

/** What cannot go on, once it happens. */
function makeTrouble(): { readonly happens: (error: UsageError) => void; readonly happened: Promise<never> } {
  let happens: (error: UsageError) => void = () => undefined;
  const happened = new Promise<never>((_, reject) => (happens = reject));
  return { happens, happened };
}

type Serving = { readonly hosts: readonly Host[]; readonly ready: string };
type Cast = {
  readonly fakes: readonly Fake[];
  readonly links: Links;
  readonly target: Target | null;
  /** Of the PPG. */
  readonly store: Store | null;
};

async function open(request: ServeRequest, roles: readonly Role[], cast: Cast): Promise<Serving> {
  const doors = new Map<string, Server>();
  const places = new Map<string, Endpoint>();
  for (const role of roles) {
    const serves = SERVICES[role];
    if (serves === undefined) continue;
    const { server, at } = await doorOf(request, serves.port, role);
    doors.set(serves.service, server);
    places.set(serves.service, at);
  }
  const isFree = (service: string): boolean =>
    service === 'pi.notify' || (service === 'origin.fetch' && cast.target === null);
  const address = {
    of: (service: string): Endpoint =>
      places.get(service) ?? (isFree(service) ? freePlace(service, request) : elsewhere(service, cast.target)),
  };
  const settings = settingsOf(request, cast.target);
  const makeOf = (role: Role): MakeActor =>
    makePeer(
      role,
      cast.fakes.filter((fake) => fake.role === role),
    );
  const isIntegrated = request.smsc === 'integrated';
  const hosted = roles.filter((role) => !isIntegrated || role !== 'smsc');
  const hosts = hosted.map((role) => {
    const isGateway = isIntegrated && role === 'ppg';
    const services = (isGateway ? (['ppg', 'smsc'] as const) : [role]).flatMap((one) => SERVICES[one]?.service ?? []);
    return makeHost({
      party: role,
      make: (epochUtc) => {
        const actorOf = (one: Role): Actor => makeOf(one)(address, { ...settings, epochUtc });
        return isGateway ? integrate(actorOf('ppg'), actorOf('smsc')) : actorOf(role);
      },
      doors: new Map(
        services.flatMap((service) => {
          const door = doors.get(service);
          return door === undefined ? [] : [[service, door] as const];
        }),
      ),
      isTls: () => cast.target?.scheme === 'smpps' || cast.target?.scheme === 'https',
      links: cast.links,
      store: role === 'ppg' ? cast.store : null,
      presented: ({ to, from, octets }) =>
        process.stdout.write(`${JSON.stringify({ inbox: { to: maskNumber(to), from, hex: toHex(octets) } })}\n`),
      failed: (error) =>
        process.stderr.write(`pushproof: internal error: ${error instanceof Error ? error.message : String(error)}\n`),
    });
  });
  const listening = roles.flatMap((role) => {
    const at = places.get(SERVICES[role]?.service ?? '');
    return at === undefined ? [] : [`${role} listens on ${urlOf(role, at)}`];
  });
  const reaching = roles
    .filter((role) => role === 'handset' || (role === 'ppg' && !isIntegrated))
    .map((role) => `${role} binds to ${urlOf('smsc', address.of('smsc.smpp'))}`);
  return { hosts, ready: [...listening, ...reaching].join(', ') };
}

async function doorOf(
  { port, host, role: asked }: ServeRequest,
  usual: number,
  role: Role,
): Promise<{ readonly server: Server; readonly at: Endpoint }> {
  // Of a chain the PPG has the port that is asked for, and the SMSC a free one.
  const wanted = port === undefined ? usual : asked === 'chain' && role === 'smsc' ? 0 : port;
  try {
    return await openDoor({ host, port: wanted });
  } catch (error) {
    throw new UsageError(
      `${role} on ${host}:${wanted}`,
      doorTrouble(error),
      'Take another one: --port N, or --port 0 for any.',
    );
  }
}

/** Whoever is on this machine may be notified, and may fetch, wherever it likes; others only at the usual port here. */
function freePlace(service: string, { host }: ServeRequest): Endpoint {
  const isHome = host === 'localhost' || host === '::1' || host.startsWith('127.');
  return isHome ? { host: ANYWHERE, port: 0 } : elsewhere(service, null);
}

/** What an address book says when a PPG may notify any URL, and a gateway may ask any server. */
const ANYWHERE = '*';
/** Where a content server is where nobody says otherwise. */
const CONTENT_PORT = 8083;

/** Peers that are not ours are where the target says, else on this machine at their usual port. */
function elsewhere(service: string, target: Target | null): Endpoint {
  if (target !== null) return { host: target.host, port: target.port };
  const usual = Object.values(SERVICES).find((one) => one.service === service)?.port;
  return { host: HOME, port: usual ?? CONTENT_PORT };
}

function settingsOf(
  { seed, role, reassemblyMs, smsc }: ServeRequest,
  target: Target | null,
): Omit<ChainSettings, 'epochUtc'> {
  const base = builtInProfile();
  const profile: Profile = {
    ...base,
    iut: role === 'pi' ? 'ppg' : role === 'ppg' || role === 'handset' ? 'smsc' : 'chain',
    target,
    ...(smsc === undefined ? {} : { deployment: smsc }),
    timers: { ...base.timers, reassemblyMs },
    // Whoever comes to a PPG in the foreground has no account there.
    claims: { ...base.claims, piAuthentication: false },
    handset: { ...base.handset, target: role === 'handset' ? target : null },
  };
  return { profile, variant: [], seed, numbers: profile.handset.numbers, connection: 'shared' };
}

function urlOf(role: Role, { host, port }: Endpoint): string {
  const path = role === 'ppg' ? '/pap' : role === 'pi' ? '/notify' : '';
  const scheme = role === 'smsc' ? 'smpp' : 'http';
  const user = role === 'smsc' ? BUILT_IN_ACCOUNT.systemId : '';
  return maskTarget({ scheme, host, port, user, password: '', path });
}

/** A PI pushes at each line: `{"to":"15550100001","wdpOctets":300}`, the arguments of pi.push. */
function pushOnLines(hosts: readonly Host[]): void {
  createInterface({ input: process.stdin }).on('line', (line) => {
    try {
      const args = JSON.parse(line) as Readonly<Record<string, unknown>>;
      for (const host of hosts) host.tell({ kind: 'command', verb: 'push', arguments: args });
    } catch {
      process.stderr.write('pushproof: a line that is no JSON; write {"to":"15550100001","wdpOctets":300}\n');
    }
  });
}

async function farewell(hosts: readonly Host[]): Promise<void> {
  for (const host of hosts) host.tell({ kind: 'command', verb: 'stop', arguments: {} });
  for (let waitedMs = 0; waitedMs < FAREWELL_MS; waitedMs += LOOK_MS) {
    if (hosts.every((host) => host.connections() === 0)) break;
    await sleep(LOOK_MS);
  }
  await Promise.all(hosts.map(async (host) => host.close()));
}

/** A handset on lines of text; ends with its input, too. */
async function serveStdio(request: ServeRequest, fakes: readonly Fake[], stop: StopRequest): Promise<number> {
  if (request.role !== 'handset') {
    throw new UsageError('--stdio', `a ${request.role} has sockets`, 'pushproof serve handset --stdio');
  }
  const handset = makeStdioHandset({
    make: makePeer('handset', fakes),
    settings: settingsOf({ ...request, role: 'chain' }, null),
    write: (line) => process.stdout.write(`${line}\n`),
    complain: (what) => process.stderr.write(`pushproof: ${what}\n`),
  });
  const lines = createInterface({ input: process.stdin });
  lines.on('line', handset.line);
  const ended = new Promise<'end'>((resolve) => lines.once('close', () => resolve('end')));
  try {
    return (await Promise.race([ended, stop.happened])) === 'stop' ? INTERRUPTED : 0;
  } finally {
    handset.close();
  }
}
