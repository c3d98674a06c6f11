import type { Endpoint } from '../../core/actor.ts';
import type { ChainSettings } from '../../core/settings.ts';
import type { MakeActor } from '../world.ts';
import { makeLinks } from '../links.ts';
import { makeRng } from '../../core/rng.ts';
import { NO_FAR_PARTIES } from '../passage.ts';
import { openLiveChain, type LiveChain } from './chain.ts';
import { makeLagMeter } from './lag.ts';

/** Ports of the loopback: where the PPG serves PAP, where it finds its SMSC, and where it notifies. */
export type PpgPorts = { readonly pap: number; readonly smsc: number; readonly notify: number };

const HOST = '127.0.0.1';

/** A PPG on sockets of its own, which knows of its peers no more than where they are. */
export async function startLonePpg(
  ppg: MakeActor,
  ports: PpgPorts,
  settings: ChainSettings,
): Promise<Pick<LiveChain, 'close'>> {
  const lag = makeLagMeter();
  const at = (port: number): Endpoint => ({ host: HOST, port });
  const peers: Readonly<Record<string, Endpoint>> = { 'smsc.smpp': at(ports.smsc), 'pi.notify': at(ports.notify) };
  const addresses = Object.values(peers).map((endpoint) => ({ endpoint, tls: null }));
  const live = await openLiveChain({
    source: 'a PPG alone',
    parties: { ppg },
    // Whoever comes to it has no account here.
    settings: openToAll(settings),
    links: makeLinks(new Map(), makeRng(settings.seed)),
    lag,
    far: {
      parties: ['pi', 'smsc'],
      addresses,
      addressFor: (_party, service) => {
        const endpoint = peers[service];
        return endpoint === undefined ? null : { endpoint, tls: null };
      },
      hooks: NO_FAR_PARTIES,
      listenAt: (service) => (service === 'ppg.pap' ? at(ports.pap) : null),
      takesGuests: true,
      reachesAnybody: false,
      unseen: [],
    },
  });
  return {
    close: async () => {
      await live.close();
      lag.stop();
    },
  };
}

function openToAll(settings: ChainSettings): ChainSettings {
  const { profile } = settings;
  return { ...settings, profile: { ...profile, claims: { ...profile.claims, piAuthentication: false } } };
}
