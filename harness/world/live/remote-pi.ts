import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRng, deriveSeed } from '../../core/rng.ts';
import type { ChainSettings } from '../../core/settings.ts';
import { makeContent, type PushContent } from '../../reference-impl/pi/content.ts';
import { readPushArguments } from '../../reference-impl/pi/push-arguments.ts';
import { addressValue } from '../../reference-impl/pi/submit.ts';
import { authority } from '../../reference-impl/ppg/notification.ts';
import { PAP_PATH } from '../../reference-impl/ppg/pap-service.ts';
import type { Links } from '../links.ts';
import { NO_FAR_PARTIES } from '../passage.ts';
import type { Chain, Parties } from '../world.ts';
import { openLiveChain, wholeChain, type Far } from './chain.ts';
import type { LagMeter } from './lag.ts';

/** A PI says itself where it wants its results: `*` is any place. */
const ANYWHERE = { host: '*', port: 0 };
/** What of a program's stderr is told. */
const MAX_TROUBLE_LENGTH = 500;
/** Extensions by which the content file tells its media type. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/vnd.wap.mms-message': 'mms',
  'text/vnd.wap.si': 'si',
  'text/vnd.wap.sl': 'sl',
  'text/vnd.wap.co': 'co',
  'text/plain': 'txt',
};

/** A PI that comes to our PPG, and takes its results wherever it says. */
const FAR_PI: Far = {
  parties: ['pi'],
  addressFor: (_party, service) => (service === 'pi.notify' ? { endpoint: ANYWHERE, tls: null } : null),
  addresses: [],
  hooks: NO_FAR_PARTIES,
  listenAt: () => null,
  takesGuests: true,
  reachesAnybody: true,
  unseen: [],
};

/**
 * A chain whose PI is a third party's program (cli.md, PI as IUT): for every push it is run with the URL of our PPG, the
 * recipient's address and a file with the content. It may go on as long as the case does, to take the result.
 */
export async function openRemotePi(
  source: string,
  parties: Parties,
  settings: ChainSettings,
  { command, lag, links }: { readonly command: string; readonly lag: LagMeter; readonly links: Links },
): Promise<Chain> {
  const folder = await mkdtemp(join(tmpdir(), 'pushproof-pi-'));
  const live = await openLiveChain({ source, parties, settings, links, lag, far: FAR_PI });
  const whole = wholeChain(live, links, settings.numbers);
  const programs = new Set<ChildProcess>();
  let pushes = 0;
  let trouble: string | null = null;
  let closed = false;

  const push = async (args: Readonly<Record<string, unknown>>): Promise<void> => {
    pushes += 1;
    const { to, given, kind, wdpOctets } = readPushArguments(args, settings.numbers);
    const rng = makeRng(deriveSeed(settings.seed, 'pi content', String(pushes)));
    const content = given ?? makeContent({ kind, wdpOctets, utc: settings.epochUtc, rng });
    const file = join(folder, `push-${pushes}.${extensionOf(content)}`);
    await writeFile(file, content.body);
    const at = live.addressOf('ppg.pap');
    const specifier = settings.profile.pap?.ppgSpecifier ?? 'ppg.pushproof';
    if (closed || at === null) return;
    for (const digits of to) run(`http://${authority(at)}${PAP_PATH}`, addressValue(digits, specifier), file, content);
  };
  const run = (url: string, address: string, file: string, { contentType, applicationId }: PushContent): void => {
    // In a shell of its own, so that all that it starts can be ended with it.
    const program = spawn('/bin/sh', ['-c', `${command} "$@"`, 'sh', url, address, file], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, PUSH_CONTENT_TYPE: contentType, PUSH_APPLICATION_ID: applicationId ?? '' },
    });
    programs.add(program);
    let said = '';
    program.stderr.setEncoding('utf8');
    program.stderr.on('data', (chunk: string) => (said = (said + chunk).slice(-MAX_TROUBLE_LENGTH)));
    program.on('error', (error) => (trouble ??= error.message));
    program.on('close', (code) => {
      programs.delete(program);
      if (code !== 0 && code !== null && !closed) trouble ??= `the PI's command ended with ${code}${saying(said)}`;
    });
  };

  return {
    ...whole,
    command: (party, verb, args) => {
      if (party !== 'pi') whole.command(party, verb, args);
      else if (verb === 'push') void push(args).catch((error: unknown) => (trouble ??= String(error)));
    },
    stopped: () => trouble,
    close: async () => {
      closed = true;
      for (const { pid } of programs) end(pid);
      await whole.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function extensionOf({ contentType }: PushContent): string {
  return EXTENSIONS[contentType.split(';')[0]?.trim().toLowerCase() ?? ''] ?? 'bin';
}

function saying(said: string): string {
  return said.trim() === '' ? '' : `; it said: ${said.trim()}`;
}

function end(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
