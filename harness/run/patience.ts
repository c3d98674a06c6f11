import type { Profile } from '../core/profile.ts';
import { latestUs } from '../oracles/deadlines.ts';
import { statusOf, submissions, type PduMessage, type Submission } from '../oracles/submissions.ts';
import type { Trace } from '../trace/event.ts';
import { viewOf } from '../trace/view.ts';
import { makePpgPatience, NOTORIOUS, SILENT_MS, type Wait } from './ppg-patience.ts';
import { isGone, refusedForUs, REFUSING_US } from './target-gone.ts';

/** How long a run waits for what a target owes. */
export type Patience = {
  /** From now on until nothing that is still owed has any time left, in µs; where nothing is owed, from the beginning of the wait on. */
  readonly leftUs: (trace: Trace, wait: Wait, profile: Profile) => number;
  /** How long our own peer may take, in µs, to say all that is odd, of what a case allows. */
  readonly oddUs: (allowedUs: number) => number;
  /** Whether nothing more will come, as the target takes no connections or refuses every bind. */
  readonly isGone: (trace: Trace, profile: Profile) => boolean;
  /** Takes notice of what a finished case shows. */
  readonly learn: (trace: Trace, profile: Profile) => void;
};

const MS = 1_000;
const MARGIN_MS = 1_000;

/** After so many cases whose odd submissions were ignored in all their time, such a case is given so long. */
const IGNORING_CASES = 2;
const ODD_WHERE_IGNORED_MS = 45_000;
/** Where no submission is answered at all. */
const ODD_WHERE_SILENT_MS = 8_000;

/** A target that let nobody in through all of a case lets nobody in after so long in the next. */
const STILL_REFUSING_MS = 3_000;

/** Patience of one run: the predetermined time and its tolerance from each submission, not from each step of a case that waits. */
export function makePatience(): Patience {
  const ofPpg = makePpgPatience();
  let refusing = REFUSING_US;
  let lost = 0;
  let lostInARow = 0;
  let ignoring = 0;
  const limitUs = ({ timers, smpp }: Profile): number => {
    if (lostInARow >= NOTORIOUS) return SILENT_MS * MS;
    const askedMs = smpp.deadlineSeconds === null ? timers.transactionMs : smpp.deadlineSeconds * 1_000;
    const waitedMs = lost >= NOTORIOUS ? Math.min(timers.transactionMs, askedMs) : timers.transactionMs;
    return Math.round(1.2 * waitedMs + timers.notifyMs + MARGIN_MS) * MS;
  };
  return {
    leftUs: (trace, wait, profile) => {
      if (profile.iut === 'ppg') return ofPpg.leftUs(trace, wait, profile);
      const { sinceUs, nowUs } = wait;
      const open = profile.iut === 'smsc' ? unanswered(trace) : [];
      const youngest = open.length === 0 ? sinceUs : Math.max(...open.map(({ request }) => request.atUs));
      return Math.max(0, youngest + limitUs(profile) - nowUs);
    },
    oddUs: (allowedUs) => {
      if (lostInARow >= NOTORIOUS) return Math.min(allowedUs, ODD_WHERE_SILENT_MS * MS);
      return ignoring >= IGNORING_CASES ? Math.min(allowedUs, ODD_WHERE_IGNORED_MS * MS) : allowedUs;
    },
    isGone: (trace, { iut }) => iut !== 'ppg' && isGone(trace, refusing),
    learn: (trace, profile) => {
      const { timers } = profile;
      if (profile.iut === 'ppg') {
        // The SMSC that refuses and keeps silent there is ours, and does so by order.
        ofPpg.learn(trace, profile);
        return;
      }
      if (refusedForUs(trace) >= REFUSING_US) refusing = STILL_REFUSING_MS * MS;
      const dueUs = latestUs(timers.transactionMs, trace.header);
      const over = unanswered(trace).filter(({ request }) => trace.header.endUs - request.atUs > dueUs).length;
      lost += over;
      // What is refused at sight may have been odd.
      const answers = submissions(viewOf(trace, 'ppg')).some(({ responses }) => responses.some(isSuccess));
      if (isIgnoring(trace, dueUs)) ignoring += 1;
      lostInARow = answers ? 0 : lostInARow + over;
    },
  };
}

/** Whether submissions stayed without answer on a session that lived on beyond their time, and was then left. */
function isIgnoring(trace: Trace, dueUs: number): boolean {
  const ppg = viewOf(trace, 'ppg');
  return submissions(ppg).some(({ request, responses }) => {
    const left = ppg.events.find(({ kind, connection }) => kind === 'closed' && connection === request.connection);
    return responses.length === 0 && left !== undefined && left.atUs - request.atUs > dueUs;
  });
}

const isSuccess = (response: PduMessage): boolean => statusOf(response) === 0;

/** Submissions that may still be answered. */
function unanswered(trace: Trace): readonly Submission[] {
  const ppg = viewOf(trace, 'ppg');
  const ended = new Map(
    ppg.events.flatMap((one) => (one.kind === 'closed' ? [[one.connection, one.seq] as const] : [])),
  );
  return submissions(ppg).filter(
    ({ request, responses }) => responses.length === 0 && (ended.get(request.connection) ?? 0) < request.seq,
  );
}
