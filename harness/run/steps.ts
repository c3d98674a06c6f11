import type { Case, Step } from '../core/case.ts';
import type { Party, Pco } from '../core/party.ts';
import type { Profile } from '../core/profile.ts';
import { PI_START_S } from './preflight/pi.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Trace, TraceEvent } from '../trace/event.ts';
import { transmissions } from '../oracles/groups.ts';
import { viewOf } from '../trace/view.ts';
import { shareOfTimerUs } from './share-of-timer.ts';
import type { Chain } from '../world/world.ts';
import { stepInWords } from './step-in-words.ts';
import type { Patience } from './patience.ts';
import { occurrences, PLACES } from './occurrences.ts';
import { allAnswered, allRefused, owed, pays, started } from './still-owed.ts';

const MS = 1_000;
/** One thing after another may come slowly, as from an SMSC that takes seconds for a push: a step is given so long, or as long as one of them. */
const LONGEST_WAIT_US = 120_000_000;
/** So often is asked whether what is waited for may still come. */
const LOOK_AGAIN_US = 2_000_000;
/** Longest quiet observation after the last step, in virtual time, as a multiple of the predetermined time. */
const SIM_REST_FACTOR = 2;
const BUILT_IN_REST_MS = 150;
/** Cases say how long PAP may take on the built-in chain, whose papMs this is. */
const BUILT_IN_PAP_MS = 1_000;
/** Third parties: late answers and late segments are waited for this long; the shared sessions go on being watched. */
const REMOTE_REST_MS = 1_000;
/** A handset under test: as long as it may take to show what is complete. */
const HANDSET_REST_MS = 2_200;

/** Who takes an actor's commands; the handset knows what its user may say yes to. */
const PLAYED_BY: Readonly<Record<string, Party>> = {
  pi: 'pi',
  ppg: 'ppg',
  smsc: 'smsc',
  handset: 'handset',
  gateway: 'gateway',
  origin: 'origin',
  user: 'handset',
};

/** Beyond every doubt (requirements, section 12): as long as a PI under test may take for its answer, and a little. */
const ANSWER_FACTOR = 3;
const ANSWER_GRACE_MS = 2_000;

/** Performs a case's steps, then waits until nothing is owed any more. Never throws for what a peer does. */
export async function performSteps(
  { steps, id }: Case,
  chain: Chain,
  profile: Profile,
  world: 'sim' | 'live',
  patience: Patience,
): Promise<void> {
  const leftUs = (sinceUs: number, isLast = false): number =>
    patience.leftUs(chain.trace(), { sinceUs, nowUs: chain.nowUs(), isLast }, profile);
  const goneWatch = (): ((trace: Trace) => boolean) => watchFor((trace) => patience.isGone(trace, profile));
  for (const step of steps) await perform(step, { id, chain, profile, leftUs, oddUs: patience.oddUs, goneWatch });
  await quiesce({ chain, profile, leftUs, goneWatch }, world);
}

type Stage = {
  readonly id: string;
  readonly chain: Chain;
  readonly profile: Profile;
  /** How long what is owed may still be waited for, by who has waited since then, in µs. */
  readonly leftUs: (sinceUs: number, isLast?: boolean) => number;
  readonly oddUs: Patience['oddUs'];
  /** A new question whether nothing more will come, because the target is gone. */
  readonly goneWatch: () => (trace: Trace) => boolean;
};

async function perform(step: Step, { id, chain, profile, leftUs, oddUs, goneWatch }: Stage): Promise<void> {
  if (step.actor === 'link') {
    const { on, use, ...options } = step.arguments;
    chain.fault(String(on), String(use), numeric(options, profile));
    return;
  }
  if (step.verb === 'pause') {
    // A time that nobody stated is nothing to wait for.
    const isKnown = profile.target === null || profile.statedTimers.includes('reassemblyMs');
    const times = isKnown ? Number(step.arguments['reassemblyTimes']) : 0;
    await chain.rest(times * profile.timers.reassemblyMs * MS);
    return;
  }
  if (step.verb !== 'await') {
    const actor = step.actor;
    const party = PLAYED_BY[actor];
    if (party === undefined) {
      throw new UsageError(id, `unknown actor ${actor}`, `actors: ${Object.keys(PLAYED_BY).join(', ')}, link`);
    }
    chain.command(party, step.verb, step.arguments);
    return;
  }
  const holds = awaited(step, chain);
  const withinUs = Number(step.arguments['withinMs']) * MS;
  if (step.arguments['inbox'] !== undefined && !isObserved(chain.trace(), 'push', 'handset')) {
    // Nobody shows what it made of what came: all that can be waited for is that it has come.
    await chain.until('every short message answered', everyAnswered, withinUs);
    return;
  }
  const what = stepInWords(step);
  // Of a handset under test the SMSC is ours, and owes nobody time.
  if (profile.target === null || profile.iut === 'handset') {
    await chain.until(what, holds, withinUs);
    return;
  }
  if (profile.iut === 'pi') {
    const isOver = (trace: Trace): boolean => holds(trace) || chain.stopped() !== null;
    await chain.until(what, isOver, Math.max(withinUs, PI_START_S * MS * MS));
    return;
  }
  if (isOfPap(step)) {
    const isOver = goneWatch();
    const limitUs = (withinUs * profile.timers.papMs) / BUILT_IN_PAP_MS;
    await chain.until(what, (trace) => holds(trace) || isOver(trace), limitUs);
    return;
  }
  if (isOfOddSessions(step)) {
    const isOver = goneWatch();
    await chain.until(what, (trace) => holds(trace) || isOver(trace), oddUs(withinUs));
    return;
  }
  // A third party has its own predetermined time: as long as it owes an answer, the case waits for it.
  const [gone, paid] = [
    goneWatch(),
    onceEnough({ missing: (trace) => (started(trace) ? owed(trace, profile) : 1), brings: pays, waives: ends }),
  ];
  const settled = (trace: Trace): boolean => holds(trace) || gone(trace) || paid(trace);
  if (await patiently(chain, what, settled, leftUs))
    await chain.until(what, (trace) => holds(trace) || gone(trace) || allRefused(trace), withinUs);
}

/** Waits as long as something may still come, which what comes meanwhile changes. */
async function patiently(
  chain: Chain,
  what: string,
  holds: (trace: Trace) => boolean,
  leftUs: Stage['leftUs'],
): Promise<boolean> {
  const sinceUs = chain.nowUs();
  const untilUs = sinceUs + Math.max(leftUs(sinceUs), LONGEST_WAIT_US);
  for (let left = leftUs(sinceUs); left > 0 && chain.nowUs() < untilUs; left = leftUs(sinceUs)) {
    const [fromUs, limitUs] = [chain.nowUs(), Math.min(left, LOOK_AGAIN_US)];
    if (await chain.until(what, holds, limitUs)) return true;
    // It has been stopped, or nothing can happen any more.
    if (chain.nowUs() - fromUs < limitUs) return false;
  }
  return false;
}

function isObserved({ header: { observed } }: Trace, pco: Pco, party: Party): boolean {
  return observed.some((one) => one.pco === pco && one.parties.includes(party));
}

function everyAnswered(trace: Trace): boolean {
  const sent = transmissions(viewOf(trace, 'handset'));
  return sent.length > 0 && sent.every(({ answer }) => answer !== null);
}

/** Whether what our own peer has still to say is waited for: it takes its time by its own limits. */
function isOfOddSessions({ arguments: args }: Step): boolean {
  return args['oddSessions'] !== undefined || args['lastWords'] !== undefined;
}

/** Whether only answers of PAP are waited for: they come whatever the SMSC does (STP-02). */
function isOfPap({ actor, arguments: args }: Step): boolean {
  const waited = Object.keys(args).filter((name) => name !== 'withinMs');
  return actor === 'pi' && waited.every((name) => ['responses', 'replies', 'states'].includes(name));
}

/** The named event of an `await` step, as a question to the trace. */
function awaited(step: Step, chain: Chain): (trace: Trace) => boolean {
  const wanted = Object.entries(step.arguments).filter(([name]) => name !== 'withinMs' && name !== 'handset');
  const number = numberOf(chain, step.arguments['handset']);
  const missing = (trace: Trace): number =>
    Math.max(0, ...wanted.map(([name, count]) => Number(count) - occurrences(trace, step.actor, name, number)));
  const places = wanted.map(([name]) => PLACES[name]);
  const brings = ({ party, pco }: TraceEvent): boolean =>
    party === step.actor && places.some((place) => place === undefined || place.includes(pco));
  return onceEnough({ missing, brings, waives: never });
}

type Question = {
  /** How much at least is still to come. */
  readonly missing: (trace: Trace) => number;
  /** The events that may bring one of it. */
  readonly brings: (event: TraceEvent) => boolean;
  /** The events after which any amount of it may be given up. */
  readonly waives: (event: TraceEvent) => boolean;
};

const never = (): boolean => false;
/** A session of the PPG has ended. */
const ends = ({ kind, party, pco }: TraceEvent): boolean => kind === 'closed' && party === 'ppg' && pco === 'smpp';

/** Whether nothing is missing any more: counted again only after as many events as may bring it, or after one that waives it. */
function onceEnough({ missing, brings, waives }: Question): (trace: Trace) => boolean {
  let wanted = 0;
  let read = 0;
  return ({ header, events }) => {
    const fresh = events.slice(read);
    read = events.length;
    wanted -= fresh.filter(brings).length;
    if (wanted > 0 && !fresh.some(waives)) return false;
    wanted = missing({ header, events });
    return wanted <= 0;
  };
}

/** Whether the target is gone: asked again after each session that ends. */
function watchFor(isGone: (trace: Trace) => boolean): (trace: Trace) => boolean {
  return onceEnough({ missing: (trace) => (isGone(trace) ? 0 : 1), brings: never, waives: ends });
}

function numberOf(chain: Chain, letter: unknown): string | null {
  if (typeof letter !== 'string') return null;
  return chain.numbers[letter.charCodeAt(0) - 'A'.charCodeAt(0)] ?? null;
}

function numeric(options: Readonly<Record<string, unknown>>, { timers }: Profile): Readonly<Record<string, number>> {
  const known = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    known.map(([name, value]) => [name, typeof value === 'string' ? shareOfTimerUs(value, timers) : Number(value)]),
  );
}

async function quiesce(
  { chain, profile, leftUs, goneWatch }: Omit<Stage, 'id' | 'oddUs'>,
  world: 'sim' | 'live',
): Promise<void> {
  const [gone, paid] = [
    goneWatch(),
    onceEnough({ missing: (trace) => owed(trace, profile), brings: pays, waives: ends }),
  ];
  const settled = (trace: Trace): boolean => paid(trace) || gone(trace);
  await patiently(chain, 'every answer and notification that is owed', settled, (sinceUs) => leftUs(sinceUs, true));
  if (profile.iut === 'pi' && profile.target !== null) {
    const limitUs = (ANSWER_FACTOR * profile.timers.papMs + ANSWER_GRACE_MS) * MS;
    await chain.until('the PI to answer what it was notified of', allAnswered, limitUs);
  }
  const restMs =
    world === 'sim'
      ? SIM_REST_FACTOR * profile.timers.transactionMs
      : profile.target === null
        ? BUILT_IN_REST_MS
        : profile.iut === 'handset'
          ? HANDSET_REST_MS
          : REMOTE_REST_MS;
  await chain.rest(restMs * MS);
}
