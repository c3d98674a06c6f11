import { deriveSeed } from '../core/rng.ts';
import type { Fault } from '../faults/define.ts';
import { pushes } from '../oracles/pushes.ts';
import { makeReferenceHandset } from '../reference-impl/handset/handset.ts';
import { referencePolicy as handsetPolicy } from '../reference-impl/handset/policy.ts';
import { makeReferencePi } from '../reference-impl/pi/pi.ts';
import { referencePolicy as piPolicy } from '../reference-impl/pi/policy.ts';
import { makeReferencePpg } from '../reference-impl/ppg/ppg.ts';
import { referencePolicy as ppgPolicy } from '../reference-impl/ppg/policy.ts';
import { makeReferenceSmsc } from '../reference-impl/smsc/smsc.ts';
import { builtInProfile } from '../run/load-profile.ts';
import { isMessage, type Trace } from '../trace/event.ts';
import { viewOf } from '../trace/view.ts';
import { makeSimWorld } from '../world/sim.ts';
import type { Design } from './designs.ts';
import { DEADLINE_MS, END_MS, PUSH_OCTETS, type Scenario } from './scenarios.ts';

const MS = 1_000;
const LETTERS = Array.from('ABCDEFGHIJKLMNOP');
const ACK_MS = 1_000;

/** What became of one push. */
export type Fate = {
  /** From the PI's request until the handset showed it; `null` = never. */
  readonly latencyMs: number | null;
  /** What the PI was told in the end. */
  readonly told: 'delivered' | 'failed' | 'nothing';
};

export type FateOptions = {
  readonly chains: number;
  readonly seed: number;
  readonly faults: ReadonlyMap<string, Fault>;
  /** Asked before each chain; lets the process hear of signals. */
  readonly stopped: () => Promise<boolean>;
};

/** Tries a scenario in virtual time with one design, so many chains of its pushes, each with a seed of its own. */
export async function fates(design: Design, scenario: Scenario, options: FateOptions): Promise<readonly Fate[]> {
  const all: Fate[] = [];
  for (let at = 0; at < options.chains && !(await options.stopped()); at += 1) {
    const seed = deriveSeed(options.seed, scenario.name, String(at));
    all.push(...fatesIn(await perform(design, scenario, seed, options.faults)));
  }
  return all;
}

async function perform(
  { smsc }: Design,
  { name, loss, answerMs, pushes: count }: Scenario,
  seed: number,
  faults: ReadonlyMap<string, Fault>,
): Promise<Trace> {
  const profile = builtInProfile();
  const timers = {
    ...profile.timers,
    transactionMs: DEADLINE_MS,
    responseMs: 2 * DEADLINE_MS,
    ackMs: ACK_MS,
    // An incomplete push waits for as long as anything may still come.
    reassemblyMs: END_MS,
  };
  const world = makeSimWorld({ seed, faults });
  const parties = {
    pi: makeReferencePi(piPolicy),
    ppg: makeReferencePpg(ppgPolicy),
    smsc: makeReferenceSmsc(smsc),
    handset: makeReferenceHandset(handsetPolicy),
  };
  const letters = LETTERS.slice(0, count);
  const chain = await world.open(name, parties, {
    profile: { ...profile, timers },
    variant: [],
    seed,
    numbers: profile.handset.numbers.slice(0, count),
    epochUtc: '2026-01-02T03:04:05Z',
    connection: 'own',
  });
  try {
    if (loss > 0) chain.fault('sm', 'drop', { probability: loss });
    for (const handset of letters) chain.command('handset', 'delay', { handset, ms: answerMs });
    for (const to of letters) chain.command('pi', 'push', { to, wdpOctets: PUSH_OCTETS });
    const shown = (trace: Trace): boolean =>
      trace.events.filter((event) => isMessage(event) && event.message.kind === 'push').length >= count;
    await chain.until('every push at its handset', shown, END_MS * MS);
    await chain.rest(DEADLINE_MS * MS);
    return chain.trace();
  } finally {
    await world.close();
  }
}

/** What became of each push of a trace; each goes to another number. */
export function fatesIn(trace: Trace): readonly Fate[] {
  const pi = viewOf(trace, 'pi');
  const shown = new Map<string, number>();
  const told = new Map<string, string>();
  for (const event of trace.events) {
    if (!isMessage(event)) continue;
    const { message, party, direction, atUs } = event;
    if (message.kind === 'push' && !shown.has(message.to)) shown.set(message.to, atUs);
    if (message.kind !== 'pap' || message.name !== 'resultnotification-message') continue;
    const attributes = message.pap.control?.attributes;
    if (party === 'pi' && direction === 'in')
      told.set(attributes?.['push-id'] ?? '', attributes?.['message-state'] ?? '');
  }
  return pushes(pi).map(({ pushId, request }) => {
    const address = request.message.pap.control?.children.find(({ name }) => name === 'address');
    const number = /\+?(\d+)\//.exec(address?.attributes['address-value'] ?? '')?.[1] ?? '';
    const atUs = shown.get(number);
    const state = told.get(pushId);
    return {
      latencyMs: atUs === undefined ? null : (atUs - request.atUs) / MS,
      told: state === undefined ? 'nothing' : state === 'delivered' ? 'delivered' : 'failed',
    };
  });
}

/** What many fates come to. */
export type Outcome = {
  /** Shown within the deadline, in percent. */
  readonly inTime: number;
  /** The PI was told delivered, though it was not shown within the deadline, in percent. */
  readonly falselyTold: number;
  /** Of those that were shown at all, in milliseconds; NaN of none. */
  readonly medianMs: number;
  readonly p95Ms: number;
};

/** Sums fates up. */
export function outcomeOf(all: readonly Fate[]): Outcome {
  const isInTime = ({ latencyMs }: Fate): boolean => latencyMs !== null && latencyMs <= DEADLINE_MS;
  const percent = (holds: (fate: Fate) => boolean): number => (100 * all.filter(holds).length) / all.length;
  const latencies = all.flatMap(({ latencyMs }) => latencyMs ?? []).sort((a, b) => a - b);
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? Number.NaN;
  return {
    inTime: percent(isInTime),
    falselyTold: percent((fate) => fate.told === 'delivered' && !isInTime(fate)),
    medianMs: at(0.5),
    p95Ms: at(0.95),
  };
}
