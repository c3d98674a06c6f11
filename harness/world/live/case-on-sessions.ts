import type { Verb } from '../../core/actor.ts';
import type { Party } from '../../core/party.ts';
import { HANDSETS, verbs as handsetVerbs } from '../../reference-impl/handset/verbs.ts';
import { verbs as ppgVerbs } from '../../reference-impl/ppg/verbs.ts';
import { verbs as piVerbs } from '../../reference-impl/pi/verbs.ts';
import { verbs as smscVerbs } from '../../reference-impl/smsc/verbs.ts';
import { isMessage, type Header, type Trace, type TraceEvent } from '../../trace/event.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import { onChange } from '../cast.ts';
import { aftermath } from './aftermath.ts';
import type { Links, Scope } from '../links.ts';
import type { Chain } from '../world.ts';
import type { LiveChain } from './chain.ts';
import type { LagMeter } from './lag.ts';
import type { Ledger } from './ledger.ts';

/** Sessions with a target that cases run on: many at once, or one that has them for itself. */
export type Sessions = {
  readonly live: LiveChain;
  readonly lag: LagMeter;
  readonly links: Links;
  readonly ledger: Ledger;
  /** By number: how many events there were when each case got it. */
  readonly leases: Map<string, number[]>;
  /** The roles that pushproof plays. */
  readonly played: ReadonlySet<Party>;
  /** Who is to be told that a submission was not sent, and why. */
  readonly refusals: Set<(digits: string, why: string) => void>;
  /** The numbers that the actors know as handsets A, B, C, … */
  readonly letters: readonly string[];
  /** Why nothing more can be seen of the far party; `null` = it can. */
  readonly trouble: () => string | null;
};

export type CaseOptions = {
  readonly source: string;
  readonly numbers: readonly string[];
  /** Whether it is the one that opened the sessions, and so sees all that came of it. */
  readonly isFirst: boolean;
  readonly variant: readonly string[];
  /** Makes originators and contents of ordered short messages this case's own; `null`: the handset forgets between cases. */
  readonly tag: string | null;
  /** `sinceUs`: when the last of the submissions went out that are still without response; `null` = all are answered. */
  readonly leave: (sinceUs: number | null) => Promise<void>;
};

const ARGUMENTS: Readonly<Partial<Record<Party, Readonly<Record<string, Verb>>>>> = {
  pi: piVerbs,
  smsc: smscVerbs,
  ppg: ppgVerbs,
  handset: handsetVerbs,
};

/** One case's view of the sessions: its own numbers under its own letters, and what concerns them or the sessions. */
export function caseOn(
  { live, lag, links, ledger, leases, played, refusals, letters, trouble }: Sessions,
  options: CaseOptions,
): Chain {
  const { source, numbers, isFirst, variant, tag, leave } = options;
  const from = isFirst ? 0 : live.recorder.events.length;
  const watch = lag.watch();
  for (const number of numbers) leases.set(number, [...(leases.get(number) ?? []), from]);
  const cameUp = isFirst ? [] : ledger.openSessions();
  const concerned = new Set(numbers);
  const scope: Scope = (message) => ledger.numbersOf(message).some((number) => concerned.has(number));
  let withheld: string | null = null;
  const stopped = (): string | null => withheld ?? trouble();
  let closing: Promise<void> | null = null;
  let whole: Trace | null = null;
  let endAt = 0;

  const refused = (digits: string, why: string): void => {
    if (concerned.has(digits)) withheld ??= why;
  };
  refusals.add(refused);
  // What the number's last case asked of its handset must not be met by this one.
  for (const number of played.has('handset') ? numbers : [])
    live.command('handset', 'reset', { handset: HANDSETS[letters.indexOf(number)] });

  // For questions only: grows with the recording, so that whose connection it was may not yet be known of its opening.
  let seen = { numbers: -1, until: from, events: [] as TraceEvent[] };
  const eventsSoFar = (): readonly TraceEvent[] => {
    const until = live.recorder.events.length;
    if (seen.numbers !== concerned.size) seen = { numbers: concerned.size, until: from, events: [...cameUp] };
    if (seen.until < until) seen.events.push(...ledger.since(seen.until, concerned));
    seen.until = until;
    return seen.events;
  };

  const trace = (): Trace => {
    if (whole !== null) return whole;
    return { header: headerSoFar(), events: [...cameUp, ...ledger.since(from, concerned)] };
  };
  const headerSoFar = (): Header => {
    const header = live.header();
    // What made others wait does not excuse what happened here.
    const timingToleranceUs = watch.maxUs() + live.roundTripUs();
    return {
      ...header,
      source,
      timingToleranceUs,
      complete: { ...header.complete, end: header.complete.end && stopped() === null },
    };
  };
  const soFar = (): Trace => whole ?? { header: headerSoFar(), events: eventsSoFar() };
  const wait = async (done: () => boolean, limitUs: number): Promise<boolean> =>
    (await live.until(() => stopped() !== null || closing !== null || done(), limitUs)) &&
    stopped() === null &&
    closing === null;

  /** How many events there were when the next case got this number. */
  const nextLease = (number: string): number =>
    leases.get(number)?.find((began) => began >= endAt) ?? Number.POSITIVE_INFINITY;

  /** The case's letter as the actors know it; digits stay as they are. */
  const translated = (name: unknown): unknown => {
    if (Array.isArray(name)) return name.map(translated);
    const number = numberOf(name);
    const letter = number === null ? undefined : HANDSETS[letters.indexOf(number)];
    return letter ?? name;
  };
  const numberOf = (name: unknown): string | null => numbers[HANDSETS.findIndex((letter) => letter === name)] ?? null;

  return {
    numbers,
    command: (party, verb, args) => {
      if (closing !== null) return;
      const named: Record<string, unknown> = { ...args };
      for (const argument of addressing(party, verb)) named[argument] = translated(args[argument] ?? HANDSETS[0]);
      if (party === 'pi') {
        for (const name of [args['to'] ?? HANDSETS[0]].flat()) {
          const to = numberOf(name) ?? (typeof name === 'string' ? name.replace(/\D/g, '') : '');
          concerned.add(to);
          if (played.has('ppg')) live.command('ppg', 'variant', { to, tokens: variant });
        }
      }
      live.command(party, verb, tag !== null && verb === 'deliver' ? tagged(named, tag) : named);
    },
    fault: (on, name, faultOptions) => links.set(on, name, faultOptions, scope),
    until: async (_what, holds, limitUs) => wait(onChange(live.recorder, soFar, holds), limitUs),
    rest: async (durationUs) => {
      await wait(() => false, durationUs);
    },
    trace,
    stopped,
    afterwards: () => {
      if (whole === null) return null;
      const since = live.recorder.events.slice(endAt);
      const isIts = (event: TraceEvent): boolean =>
        ledger.numbersOf(event).some((number) => concerned.has(number) && event.seq <= nextLease(number));
      const late = aftermath({ seen: whole.events, since, isIts });
      return late.length === 0 ? null : { ...whole, events: [...whole.events, ...late] };
    },
    nowUs: live.nowUs,
    close: () =>
      (closing ??= (async () => {
        whole = trace();
        endAt = live.recorder.events.length;
        watch.stop();
        refusals.delete(refused);
        links.heal(scope);
        // A push that a target has left without answer must not keep the window from the cases after this one.
        for (const to of played.has('ppg') ? concerned : []) live.command('ppg', 'forget', { to });
        // What one case has asked of the PI and the SMSC is over with it.
        for (const to of played.has('pi') ? concerned : []) live.command('pi', 'forget', { to });
        if (played.has('smsc')) live.command('smsc', 'reset', {});
        await leave(unansweredSince(whole.events));
      })()),
  };
}

/**
 * A far handset may remember what came before, and need not tell numbers apart (AMB-50): segments of two cases are of
 * different originators. An alphanumeric originator has 11 characters at most (23.040, 9.1.2.5).
 */
function tagged(args: Readonly<Record<string, unknown>>, tag: string): Readonly<Record<string, unknown>> {
  const { from = USUAL_ORIGINATOR, push = USUAL_PUSH } = args;
  const name = String(from);
  const own = /[A-Za-z]/.test(name) ? name.slice(0, MAX_WORD_LENGTH - tag.length) : name;
  return { ...args, from: `${own}${tag}`, push: `${tag} ${String(push)}` };
}

const USUAL_ORIGINATOR = '10658000';
const USUAL_PUSH = 'P';
const MAX_WORD_LENGTH = 11;

/** The arguments of a verb that name handsets. */
function addressing(party: Party, verb: string): readonly string[] {
  const properties = ARGUMENTS[party]?.[verb]?.schema['properties'];
  return ['to', 'handset'].filter((name) => properties instanceof Object && name in properties);
}

/** When the last submission went out, if more went out than were answered, or whose result the PI was told. */
function unansweredSince(events: readonly TraceEvent[]): number | null {
  let open = 0;
  let lastUs: number | null = null;
  const [pushed, told] = [new Set<string>(), new Set<string>()];
  for (const event of events) {
    if (!isMessage(event)) continue;
    if (event.party === 'pi' && event.message.kind === 'pap') {
      const pushId = event.message.pap.control?.attributes['push-id'] ?? '';
      if (event.message.name === 'push-message') pushed.add(pushId);
      if (event.message.name === 'resultnotification-message') told.add(pushId);
    }
    if (event.party !== 'ppg' || event.message.kind !== 'smpp') continue;
    const { pdu } = event.message;
    if (!/^(submit_sm|data_sm)(_resp)?$/.test(pdu.command)) continue;
    if (event.direction === 'out' && !isResponse(pdu)) {
      open += 1;
      lastUs = event.atUs;
    }
    if (event.direction === 'in' && isResponse(pdu)) open -= 1;
  }
  return open > 0 && told.size < pushed.size ? lastUs : null;
}
