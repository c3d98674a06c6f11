import { deriveSeed, makeRng } from '../../core/rng.ts';
import type { Fault } from '../../faults/define.ts';
import type { Profile, Target } from '../../core/profile.ts';
import type { ChainSettings } from '../../core/settings.ts';
import { UsageError } from '../../core/usage-error.ts';
import { makeLinks, type Links } from '../links.ts';
import type { Chain, Parties, World } from '../world.ts';
import { NOBODY_FAR, openLiveChain, wholeChain } from './chain.ts';
import { openAtLink, type AtLink } from './link-at.ts';
import { makeLagMeter } from './lag.ts';
import { makeRemote, type Remote } from './remote.ts';
import { openRemotePi } from './remote-pi.ts';
import { makeRemoteHandset, type RemoteHandset } from './remote-handset.ts';
import type { TlsFiles } from './tls.ts';

export type LiveOptions = {
  readonly seed: number;
  readonly faults: ReadonlyMap<string, Fault>;
  /** For `smpps` targets; the machine's own authorities where there is none. */
  readonly tls?: TlsFiles;
};

/** The lab: a world on sockets of 127.0.0.1, and towards the profile's target. It owns all of a live run's sockets. */
export function makeLiveWorld({ seed, faults, tls }: LiveOptions): World {
  const lag = makeLagMeter();
  const open = new Set<Chain>();
  let remote: Remote | null = null;
  let handsets: RemoteHandset | null = null;
  let modem: Promise<AtLink | null> | null = null;
  let closed = false;
  const linksOf = (source: string, caseSeed: number): Links =>
    makeLinks(faults, makeRng(deriveSeed(seed, 'live', source, String(caseSeed))));

  const openBuiltIn = async (source: string, parties: Parties, settings: ChainSettings): Promise<Chain> => {
    const links = linksOf(source, settings.seed);
    const live = await openLiveChain({ source, parties, settings, links, lag, far: NOBODY_FAR });
    return wholeChain(live, links, settings.numbers);
  };
  const openAdapted = async (source: string, parties: Parties, settings: ChainSettings): Promise<Chain> => {
    handsets ??= makeRemoteHandset(settings.profile.target?.path ?? '', lag);
    return handsets.open(source, parties, settings, linksOf(source, settings.seed));
  };
  const openPi = async (source: string, parties: Parties, settings: ChainSettings): Promise<Chain> => {
    const command = settings.profile.target?.path ?? '';
    return openRemotePi(source, parties, settings, { command, lag, links: linksOf(source, settings.seed) });
  };
  const openRemote = async (source: string, parties: Parties, settings: ChainSettings): Promise<Chain> => {
    const { profile } = settings;
    modem ??= atLinkOf(profile);
    const link = await modem;
    if (link !== null) return openBehind(link.port, source, parties, settings);
    return openAt(source, parties, settings);
  };
  /** The handset side connects to the modem's link in place of the SMSC. */
  const openBehind = async (
    port: number,
    source: string,
    parties: Parties,
    settings: ChainSettings,
  ): Promise<Chain> => {
    const { profile } = settings;
    const at: Target = { scheme: 'smpp', host: LOOPBACK, port, user: 'modem', password: '', path: '' };
    return openAt(source, parties, {
      ...settings,
      profile: { ...profile, handset: { ...profile.handset, target: at } },
    });
  };
  const openAt = async (source: string, parties: Parties, settings: ChainSettings): Promise<Chain> => {
    const { profile } = settings;
    remote ??= makeRemote({ profile, target: targetOf(profile, parties), tls: tls ?? {}, lag, linksOf });
    return remote.open(source, parties, settings);
  };

  return {
    kind: 'live',
    open: async (source, parties, settings) => {
      const { iut, target } = settings.profile;
      const adapted = iut === 'pi' ? openPi : openAdapted;
      const way = target === null ? openBuiltIn : target.scheme === 'exec' ? adapted : openRemote;
      const whole = await way(source, parties, settings);
      const chain: Chain = {
        ...whole,
        close: async () => {
          open.delete(chain);
          await whole.close();
        },
      };
      open.add(chain);
      if (closed) await chain.close();
      return chain;
    },
    close: async () => {
      closed = true;
      await remote?.close();
      await Promise.all([...open].map(async (chain) => chain.close()));
      handsets?.close();
      (await modem?.catch(() => null))?.close();
      lag.stop();
    },
  };
}

const LOOPBACK = '127.0.0.1';

async function atLinkOf({ handset: { modem, numbers } }: Profile): Promise<AtLink | null> {
  return modem === undefined ? null : openAtLink(modem, numbers[0] ?? '');
}

/** The target, which must be the one party that is not ours. */
function targetOf({ target, iut }: Profile, parties: Parties): Target {
  const isSmpp = target?.scheme === 'smpp' || target?.scheme === 'smpps';
  const isHttp = target?.scheme === 'http' || target?.scheme === 'https';
  if (target !== null && isSmpp && parties.smsc === undefined) return target;
  if (target !== null && isHttp && iut === 'ppg' && parties.ppg === undefined) return target;
  if (target?.scheme === 'listen' && iut === 'handset' && parties.handset === undefined) return target;
  throw new UsageError(
    'target',
    'is none that can be judged so far',
    'give smpp://… or smpps://… and --iut smsc, http://… and --iut ppg, listen:… or exec:… and --iut handset, or exec:… and --iut pi',
  );
}
