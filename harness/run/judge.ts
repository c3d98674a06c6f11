import type { Iut, Party, Role } from '../core/party.ts';
import type { Profile } from '../core/profile.ts';
import type { Requirement } from '../core/requirement.ts';
import { worst } from '../core/verdict.ts';
import type { Oracle } from '../oracles/define.ts';
import { cut, numbersOf } from '../trace/correlate.ts';
import type { Trace, TraceEvent } from '../trace/event.ts';
import type { JudgedFinding, Judgement, RequirementVerdict } from '../trace/finding.ts';
import { viewOf, type View } from '../trace/view.ts';

/** What a judge needs besides the trace. */
export type Court = {
  readonly oracles: readonly Oracle[];
  readonly catalogue: ReadonlyMap<string, Requirement>;
  readonly profile: Profile;
  readonly iut: Iut;
};

/** Verdicts of every oracle on one trace: nothing is sent, nothing is asked. */
export function judge(trace: Trace, court: Court): Judgement {
  const hearing = hear(trace, court);
  for (;;) {
    const step = hearing.next();
    if (step.done === true) return step.value;
  }
}

/** Longest stretch of judging without a turn for others, in milliseconds; one oracle is never interrupted. */
const STRETCH_MS = 10;

/** The same, a stretch at a time: judging what has ended must not hold up what is still being timed. */
export async function judgeInTurns(trace: Trace, court: Court, clockMs: () => number): Promise<Judgement> {
  const hearing = hear(trace, court);
  let sinceMs = clockMs();
  for (;;) {
    const step = hearing.next();
    if (step.done === true) return step.value;
    if (clockMs() - sinceMs < STRETCH_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    sinceMs = clockMs();
  }
}

/** Asks one oracle after the other, and pauses after each. */
function* hear(trace: Trace, court: Court): Generator<void, Judgement> {
  const perRequirement = new Map<string, { findings: JudgedFinding[]; reasons: string[] }>();
  const viewsFor = viewCutter(trace);
  for (const oracle of court.oracles) {
    const entry = perRequirement.get(oracle.requirement) ?? { findings: [], reasons: [] };
    perRequirement.set(oracle.requirement, entry);
    const other = ofOthersOnly(oracle.requirement, court);
    if (other !== null && entry.reasons.length === 0) entry.reasons.push(other);
    const unseen = unobserved(trace, oracle, court.profile);
    if (unseen !== null) {
      entry.reasons.push(unseen);
      continue;
    }
    const scopes = viewsFor(oracle.scope);
    const findings = findingsOf(oracle, scopes, court);
    if (findings.length === 0) entry.reasons.push(...unseenIn(oracle, scopes, court));
    entry.findings.push(...findings.flatMap((finding) => forIut(finding, court)));
    yield;
  }
  return new Map(
    [...perRequirement].map(([id, { findings, reasons }]) => {
      const verdict = verdictOf(findings, reasons);
      return [id, isOurDecision(id, court) ? asInformation(verdict) : verdict];
    }),
  );
}

/** How the reason begins where a rule of our own was not kept by another. */
export const FOR_INFORMATION = "for information, as it is pushproof's own decision";

/** Rules that bind our reference only. */
function isOurDecision(id: string, { catalogue, iut }: Court): boolean {
  return iut !== 'chain' && catalogue.get(id)?.basis === 'profile';
}

/** Another way than ours is told, and held against nobody. */
function asInformation(judged: RequirementVerdict): RequirementVerdict {
  const other = judged.findings.find(({ verdict }) => verdict === 'fail');
  if (judged.verdict !== 'fail' || other === undefined) return judged;
  const reason = `${FOR_INFORMATION}: expected ${other.expected}; seen: ${other.actual}`;
  return { verdict: 'none', findings: [], reason };
}

/** The subscriber numbers that occur in a trace, in order of their first event. */
export function numbersIn(trace: Trace): readonly string[] {
  return [...new Set([...numbersOf(trace).values()].flat())];
}

/** The views of one scope: of every party, cut once however many oracles ask. */
type ViewOf = (party: Party) => View;

function findingsOf(oracle: Oracle, scopes: readonly ViewOf[], { profile, iut }: Court): readonly JudgedFinding[] {
  return scopes.flatMap((scope) => {
    const context = { profile, iut, viewOf: scope };
    try {
      return oracle
        .check(scope(oracle.party), context)
        .map((finding) => ({ ...finding, requirement: oracle.requirement, party: oracle.party }));
    } catch (error) {
      return [thrown(oracle, error)];
    }
  });
}

/** Why none of these views can show anything of a rule; nothing where one could have. */
function unseenIn({ unseen, party }: Oracle, scopes: readonly ViewOf[], { profile, iut }: Court): readonly string[] {
  if (unseen === undefined) return [];
  const reasons = scopes.map((scope) => unseen(scope(party), { profile, iut, viewOf: scope }));
  const told = reasons.filter((reason) => reason !== null);
  return told.length === reasons.length ? told.slice(0, 1) : [];
}

/** An oracle that throws is our mistake, and must not be taken for anything else. */
function thrown(oracle: Oracle, error: unknown): JudgedFinding {
  return {
    requirement: oracle.requirement,
    party: oracle.party,
    verdict: 'error',
    evidence: [],
    expected: `the oracle of ${oracle.requirement} to judge this trace`,
    actual: `it threw: ${error instanceof Error ? error.message : String(error)}`,
  };
}

function viewCutter(trace: Trace): (kind: Oracle['scope']) => readonly ViewOf[] {
  const cuts = new Map<Oracle['scope'], readonly ViewOf[]>();
  return (kind) => {
    const known = cuts.get(kind) ?? scopesOf(trace, kind).map(rememberingViews);
    cuts.set(kind, known);
    return known;
  };
}

function rememberingViews(scope: Trace): ViewOf {
  const views = new Map<Party, View>();
  return (party) => {
    const view = views.get(party) ?? viewOf(scope, party);
    views.set(party, view);
    return view;
  };
}

function scopesOf(trace: Trace, kind: Oracle['scope']): readonly Trace[] {
  switch (kind) {
    case 'run':
      return [trace];
    case 'session':
      return eachConnection(trace).map((events) => ({ header: trace.header, events }));
    case 'transaction':
      return numbersIn(trace).map((number) => cut(trace, [number]));
  }
}

/** The events of each connection, in the order of their first. */
function eachConnection({ events }: Trace): readonly Trace['events'][] {
  const of = new Map<string, TraceEvent[]>();
  for (const event of events) {
    const own = of.get(event.connection);
    if (own === undefined) of.set(event.connection, [event]);
    else own.push(event);
  }
  return [...of.values()];
}

/** Why nothing here can be said of the IUT's half of a rule that binds several roles: only the others' are judged. */
function ofOthersOnly(id: string, { oracles, iut }: Court): string | null {
  if (iut === 'chain') return null;
  const judged = oracles.filter(({ requirement }) => requirement === id).map(({ party }) => party);
  return judged.includes(iut)
    ? null
    : `not observable here: of this rule only the half of ${judged.join(', ')} is judged`;
}

/** Why an oracle cannot speak of this trace; `null` when it can. */
function unobserved(trace: Trace, oracle: Oracle, { claims }: Profile): string | null {
  if (trace.header.scripted.includes(oracle.party))
    return `not judged here: the case has the ${oracle.party} depart from its rules`;
  if (oracle.party === 'smsc' && oracle.needs.includes('sm') && claims['segmentsOnSmppLink'] === false) {
    return 'not observable on this link: the profile says that the SMSC splits towards the radio side only';
  }
  if (oracle.shownBy === 'notifications' && claims['resultNotification'] === false) {
    return 'not observable here: the profile says that the PPG sends no result notifications';
  }
  const seen = (pco: string): boolean =>
    trace.header.observed.some((one) => one.pco === pco && one.parties.includes(oracle.party));
  const missing = oracle.needs.filter((pco) => !seen(pco));
  return missing.length === 0 ? null : `not observable here: ${missing.join(', ')} at the ${oracle.party}`;
}

/** What a PPG may do only while a slot of its window is free. */
const OF_THE_WINDOW = /^(CLM-5|CLM-7|PPG-SUS-001|PPG-SUS-002|PPG-SUS-010)$/;

/** A finding about a party that is not under test speaks only when it shows that our own reference erred. */
function forIut(finding: JudgedFinding, { iut, catalogue }: Court): readonly JudgedFinding[] {
  if (iut === 'chain' || finding.party === iut || finding.verdict === 'error') return [finding];
  if (finding.verdict !== 'fail') return [];
  const row = catalogue.get(finding.requirement);
  // That our own peer was slow says that this machine was, not that the peer is wrong.
  if (row?.timing !== undefined) return [];
  // Only what must be is an error: our PI rightly answers the late result of a push that the cut of a case does not show.
  if (row?.level.startsWith('SHOULD') === true) return [];
  // The window of our PPG may be full of other cases' pushes, which the cut of a case on shared sessions does not show.
  if (iut === 'smsc' && OF_THE_WINDOW.test(finding.requirement)) return [];
  return [{ ...finding, verdict: 'error', actual: `our own ${finding.party} broke this rule: ${finding.actual}` }];
}

function verdictOf(findings: readonly JudgedFinding[], reasons: readonly string[]): RequirementVerdict {
  const verdict = worst(findings.map((finding) => finding.verdict));
  const reason = findings.length > 0 ? null : (reasons[0] ?? null);
  return { verdict, findings, reason };
}

/** Whether a requirement binds what this run judges. */
export function binds(requirement: Requirement, iut: Iut): boolean {
  return iut === 'chain' || requirement.roles.includes(iut satisfies Role);
}
