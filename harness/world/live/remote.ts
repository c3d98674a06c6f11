import type { Party } from '../../core/party.ts';
import type { Profile, Target } from '../../core/profile.ts';
import type { ChainSettings } from '../../core/settings.ts';
import { HANDSETS } from '../../reference-impl/handset/verbs.ts';
import type { Links } from '../links.ts';
import { PARTIES } from '../services.ts';
import type { Chain, Parties } from '../world.ts';
import { makeAdmission, type Stay } from './admission.ts';
import { caseOn, type Sessions } from './case-on-sessions.ts';
import { openLiveChain, type Far, type LiveChain } from './chain.ts';
import { farHandset, isHandsetBound, recipientOf } from './guest-handset.ts';
import { makeGuardRails, type GuardRailOptions } from './guard-rails.ts';
import { openInbox, type InboxSource } from './inbox-source.ts';
import type { LagMeter } from './lag.ts';
import { makeLedger, type Ledger } from './ledger.ts';
import { makeLimiter } from './limiter.ts';
import { addressOf } from './far-address.ts';
import { farPpg, isPpgBound, REBIND_US } from './remote-ppg.ts';
import { mostSuspended } from './most-suspended.ts';
import type { TlsFiles } from './tls.ts';

/** Chains whose SMSC, PPG or handset is not ours and has connections with us. */
export type Remote = {
  readonly open: (source: string, parties: Parties, settings: ChainSettings) => Promise<Chain>;
  readonly close: () => Promise<void>;
};

export type RemoteParts = {
  /** Its limits and numbers hold for all of the run. */
  readonly profile: Profile;
  readonly target: Target;
  readonly tls: TlsFiles;
  readonly lag: LagMeter;
  readonly linksOf: (source: string, seed: number) => Links;
};

/** Connects to nobody before the first chain opens. Cases share sessions unless they ask for their own, which then are the only ones. */
export function makeRemote({ profile, target, tls, lag, linksOf }: RemoteParts): Remote {
  const isPpg = profile.iut === 'ppg';
  const pool = [...new Set(profile.handset.numbers)].slice(0, HANDSETS.length);
  // A push that waits for another case's slot would look as if it were held back.
  let most = (): number => 0;
  const admission = makeAdmission(
    pool,
    isPpg ? () => Math.max(LEAST_WINDOW, profile.smpp.window, most()) : () => Number.POSITIVE_INFINITY,
  );
  const limiter = makeLimiter(profile.limits);
  let current: { readonly group: string; readonly sessions: Promise<Sessions> } | null = null;
  const begun = new WeakSet<Sessions>();
  let loners = 0;
  const guest = guestOf(profile);
  let inbox: InboxSource | null = null;

  const connect = async (source: string, parties: Parties, settings: ChainSettings): Promise<Sessions> => {
    const links = linksOf(source, settings.seed);
    const refusals: Sessions['refusals'] = new Set();
    const told: GuardRailOptions['refused'] = (digits, { place, what, remedy }) => {
      for (const refused of refusals) refused(digits, `${place}: ${what}; ${remedy}`);
    };
    const hooks = makeGuardRails({
      limiter,
      numbers: pool,
      refused: told,
    });
    const far =
      guest === null
        ? { ...farSmsc(settings.profile, target, tls), hooks }
        : guest.party === 'ppg'
          ? farPpg(settings.profile, target, tls, limiter, told)
          : farHandset(settings.profile, limiter, told);
    const live = await openLiveChain({ source, parties, settings, links, lag, far });
    const shows = await inboxOf(settings, live);
    inbox = shows;
    most = mostSuspended(live.recorder.events);
    const trouble = (): string | null => {
      const what = shows?.trouble() ?? null;
      return what === null ? null : `handset.inbox: ${what}`;
    };
    const played = new Set(PARTIES.filter((party) => parties[party] !== undefined));
    return {
      live,
      lag,
      links,
      refusals,
      played,
      letters: settings.numbers,
      ledger: makeLedger(live.recorder.events),
      leases: new Map(),
      trouble,
    };
  };
  /** The sessions of a group; those of the group before it are unbound first, for a target may allow but one bind. */
  const sessionsOf = async (group: string, open: () => Promise<Sessions>): Promise<Sessions> => {
    if (current?.group !== group) {
      const before = current?.sessions;
      current = { group, sessions: closed(before).then(open) };
    }
    const { sessions } = current;
    return sessions.catch((error: unknown) => {
      if (current?.sessions === sessions) current = null;
      throw error;
    });
  };

  return {
    open: async (source, parties, settings) => {
      const isAlone = settings.connection === 'own';
      loners += 1;
      const tag = guest?.party === 'handset' ? tagOf(settings.epochUtc, loners) : null;
      // A handset has one memory for all its numbers, so one case at a time has it.
      const isSerial = isAlone || guest?.party === 'handset';
      // Sessions are bound by what the profile says, so a profile that has changed is another group.
      const shared = `shared ${JSON.stringify(settings.profile)}`;
      const group = isSerial ? `alone ${loners}` : shared;
      const stay: Stay = await admission.enter(group, settings.numbers.length, settings.slots ?? 1);
      // A guest comes to us when it likes: alone or not, a case finds it where it has bound.
      const isApart = isAlone && guest === null;
      try {
        const mine = isApart ? { ...settings, numbers: stay.numbers } : { ...settings, numbers: pool, variant: [] };
        const sessions = await sessionsOf(guest === null ? group : 'guest', async () =>
          connect(isApart ? source : 'shared sessions', parties, mine),
        );
        const isFirst = !begun.has(sessions);
        begun.add(sessions);
        if (guest !== null && !isFirst) await sessions.live.until(() => guest.isBound(sessions.ledger), REBIND_US);
        return caseOn(sessions, {
          source,
          isFirst,
          numbers: stay.numbers,
          variant: settings.variant,
          tag,
          leave: async (sinceUs) => {
            const goneUs = sinceUs === null ? Number.POSITIVE_INFINITY : sessions.live.nowUs() - sinceUs;
            if (isApart) await sessions.live.close();
            stay.leave(Math.max(isPpg ? 0 : QUIET_US, longestUs(settings.profile) - goneUs));
          },
        });
      } catch (error) {
        stay.leave(0);
        throw error;
      }
    },
    close: async () => {
      inbox?.close();
      admission.close();
      await closed(current?.sessions);
    },
  };
}

/** A party that comes to us, and whether it is there. */
type Guest = { readonly party: 'ppg' | 'handset'; readonly isBound: (ledger: Ledger) => boolean };

function guestOf({ iut }: Profile): Guest | null {
  if (iut === 'ppg') return { party: 'ppg', isBound: isPpgBound };
  return iut === 'handset' ? { party: 'handset', isBound: isHandsetBound } : null;
}

/** What the inbox of a far handset shows becomes part of the recording. */
async function inboxOf({ profile: { handset }, numbers }: ChainSettings, live: LiveChain): Promise<InboxSource | null> {
  if (handset.inbox === undefined) return null;
  return openInbox(handset.inbox, ({ octets, to }) => {
    const number = to ?? recipientOf(octets, live.recorder.events, numbers);
    if (number !== null) live.shown(number, octets);
  });
}

/** Digits that no other case of this run has, nor of another run within 11 days. */
function tagOf(epochUtc: string, serial: number): string {
  return String((Math.floor(Date.parse(epochUtc) / 1_000) + serial) % TAGS).padStart(6, '0');
}

const TAGS = 1_000_000;

/** How long a number that a case has done with is with nobody, so that stragglers meet no other case. */
const QUIET_US = 1_000_000;

/** What claim 5 asks of every PPG. */
const LEAST_WINDOW = 2;

const MS_US = 1_000;
/** A response timer may end so much later than it should (requirements, section 12). */
const RESPONSE_TOLERANCE = 1.2;

/** How long a target may go on with a push: as it was asked, and a little longer. */
function longestUs({ iut, smpp, timers }: Profile): number {
  if (iut === 'ppg') return RESPONSE_TOLERANCE * timers.responseMs * MS_US;
  const askedMs = smpp.deadlineSeconds === null ? timers.transactionMs : 1_200 * smpp.deadlineSeconds;
  return Math.min(timers.transactionMs, askedMs) * MS_US;
}

async function closed(sessions: Promise<Sessions> | undefined): Promise<void> {
  const open = await sessions?.catch(() => null);
  await open?.live.close();
}

/** Where the PPG and the handset side find the target; nothing else is ever connected to. */
function farSmsc(profile: Profile, target: Target, tls: TlsFiles): Omit<Far, 'hooks'> {
  const ppgSide = addressOf(target, tls);
  const handsetSide = profile.handset.target === null ? ppgSide : addressOf(profile.handset.target, tls);
  return {
    parties: ['smsc'],
    listenAt: () => null,
    takesGuests: false,
    reachesAnybody: false,
    unseen: [],
    addresses: [ppgSide, handsetSide],
    addressFor: (party: Party, service) => {
      if (service === 'smsc.rp' || party === 'handset') return handsetSide;
      return service === 'smsc.smpp' ? ppgSide : null;
    },
  };
}
