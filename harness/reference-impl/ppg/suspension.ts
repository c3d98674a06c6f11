import type { Profile } from '../../core/profile.ts';
import type { Pdu } from '../../wire/smpp/pdu.ts';
import { tlvUint } from '../../wire/smpp/pdu.ts';
import type { Reactor } from '../reactor.ts';
import type { PpgPolicy } from './policy.ts';
import type { Awaited, Outcome, Result } from './result-mapping.ts';
import type { Session } from './session.ts';
import type { SubmissionPdu } from './submission-pdu.ts';

/** One push to one recipient, as the SMSC side sees it. */
export type Job = {
  /** Unique within the PPG. */
  readonly key: string;
  /** The WSP push PDU. */
  readonly push: Uint8Array;
  /** Digits of the recipient's number. */
  readonly destination: string;
  readonly rank: 0 | 1 | 2;
  /** Not before, and not after; microseconds of the run, `null` = no such limit. */
  readonly notBeforeUs: number | null;
  readonly deadlineUs: number | null;
  /** Submissions that were made of it before, in an earlier life of this PPG. */
  readonly attempts: number;
  /** Told of what must not be forgotten: of a submission before it is made, of a pause when it begins. */
  readonly noted: (note: Note) => void;
  readonly ended: (result: Result) => void;
};

/** Submission number `attempt` is made next, or is over without result and another one follows at `againAtUs` of the run. */
export type Note =
  | { readonly kind: 'submitted'; readonly attempt: number }
  | { readonly kind: 'again'; readonly attempt: number; readonly againAtUs: number };

export type SuspensionOptions = {
  readonly reactor: Reactor;
  readonly policy: PpgPolicy;
  readonly profile: Profile;
  /** The submission form for a recipient, as variant tokens. */
  readonly variantOf: (destination: string) => readonly string[];
  /** The submission as a case wants the next one to this recipient. */
  readonly altered: (destination: string, pdu: SubmissionPdu) => SubmissionPdu;
  readonly session: () => Session;
};

/** Transactions with the SMSC: those that wait, and those suspended until their response (claim 5, step 3). */
export type Suspension = {
  readonly full: () => boolean;
  readonly add: (job: Job) => void;
  /** Ends a job that was not submitted; false when it is too late for that. */
  readonly cancel: (key: string) => boolean;
  /** Gives up, without a result, what waits for a slot or is suspended to a recipient. */
  readonly forget: (destination: string) => void;
  readonly up: () => void;
  readonly down: () => void;
  readonly response: (pdu: Pdu) => void;
};

type Transaction = {
  readonly job: Job;
  state: 'waiting' | 'suspended' | 'final';
  /** Submissions begun, from 1. */
  attempt: number;
  /** Requests of this attempt without response. */
  unanswered: number;
};
type Suspended = Awaited & { readonly transaction: Transaction; readonly untilUs: number };

const SECOND_US = 1_000_000;

/** Keeps as many transactions suspended as the window allows; no answer of one delays another. */
export function makeSuspension(options: SuspensionOptions): Suspension {
  const { reactor, policy, profile, variantOf } = options;
  const responseUs = policy.responseUs(profile);
  const window = policy.windowOf(profile);
  /** By sequence_number, the longest waiting first. */
  const suspended = new Map<number, Suspended>();
  const waiting = new Map<string, Transaction>();
  const line = policy.line<Transaction>(({ job }) => job.rank);
  /** Taken from the line; they have their slot, and wait until their submission is noted. */
  let noting = 0;
  const noted: Transaction[] = [];
  let isPumping = false;
  /** The transaction whose PDUs are going out; the reference's has one. */
  let begun: { readonly transaction: Transaction; readonly unsent: SubmissionPdu[] } | null = null;
  /** Whose timer has ended, where late responses are reported. */
  const overdue = new Map<number, Suspended>();
  let pausedUntilUs = 0;

  const queue = (transaction: Transaction): void => {
    transaction.state = 'waiting';
    waiting.set(transaction.job.key, transaction);
    line.add(transaction);
    pump();
  };
  const pump = (): void => {
    if (isPumping) return;
    isPumping = true;
    const session = options.session();
    while (session.bound() && suspended.size < window && reactor.nowUs() >= pausedUntilUs) {
      if (begun === null) {
        const ready = noted.shift();
        if (ready?.state === 'waiting') begin(ready);
        if (ready !== undefined) continue;
        const transaction = suspended.size + noting < window ? line.take() : undefined;
        if (transaction === undefined) break;
        // Cancelled and expired ones stay in the line until they are its first.
        if (transaction.state === 'waiting') note(transaction);
        continue;
      }
      const { transaction, unsent } = begun;
      const pdu = unsent.shift();
      if (pdu === undefined || transaction.state !== 'suspended') begun = null;
      else suspend(transaction, pdu, session.request(pdu));
    }
    isPumping = false;
  };
  /** What has perhaps been submitted must be known for that after a crash, so it is written down first. */
  const note = (transaction: Transaction): void => {
    noting += 1;
    transaction.job.noted({ kind: 'submitted', attempt: transaction.attempt + 1 });
    reactor.stored(() => {
      noting -= 1;
      noted.push(transaction);
      pump();
    });
  };
  const begin = (transaction: Transaction): void => {
    const { job } = transaction;
    const leftUs = job.deadlineUs === null ? null : job.deadlineUs - reactor.nowUs();
    // With less than a second left no whole number of seconds can be asked for (PPG-EXP-003).
    if (leftUs !== null && leftUs < SECOND_US) {
      end(transaction, { kind: 'expired' });
      return;
    }
    waiting.delete(job.key);
    transaction.state = 'suspended';
    transaction.attempt += 1;
    const secondsLeft = leftUs === null ? null : Math.floor(leftUs / SECOND_US);
    const pdus = policy.submissions(job.push, {
      profile,
      variant: variantOf(job.destination),
      destination: job.destination,
      secondsLeft,
    });
    transaction.unanswered = pdus.length;
    begun = { transaction, unsent: pdus.map((pdu) => options.altered(job.destination, pdu)) };
  };
  const suspend = (transaction: Transaction, { command }: SubmissionPdu, sequence: number): void => {
    if (suspended.size === 0 && responseUs !== null) reactor.after('smsc responses', responseUs, expireResponses);
    suspended.set(sequence, { sequence, command, transaction, untilUs: reactor.nowUs() + (responseUs ?? 0) });
  };
  /** All response timers are equally long, so the first that was submitted is the first to end. */
  const expireResponses = (): void => {
    for (const [sequence, { command, transaction, untilUs }] of suspended) {
      if (untilUs > reactor.nowUs()) {
        reactor.after('smsc responses', untilUs - reactor.nowUs(), expireResponses);
        break;
      }
      suspended.delete(sequence);
      if (policy.lateResponse === 'report') overdue.set(sequence, { sequence, command, transaction, untilUs });
      conclude(transaction, { kind: 'timeout' });
    }
    pump();
  };
  const conclude = (transaction: Transaction, outcome: Outcome): void => {
    if (transaction.state !== 'suspended') return;
    const againUs = policy.resubmitUs(outcome, transaction.attempt, profile);
    if (againUs === null) {
      end(transaction, outcome);
      return;
    }
    const { key } = transaction.job;
    transaction.job.noted({ kind: 'again', attempt: transaction.attempt, againAtUs: reactor.nowUs() + againUs });
    transaction.state = 'waiting';
    waiting.set(key, transaction);
    reactor.after(`again ${key}`, againUs, () => {
      if (transaction.state === 'waiting') queue(transaction);
    });
  };
  const end = (transaction: Transaction, outcome: Outcome): void => {
    const { job } = transaction;
    transaction.state = 'final';
    waiting.delete(job.key);
    reactor.cancel(`hold ${job.key}`);
    reactor.cancel(`expire ${job.key}`);
    reactor.cancel(`again ${job.key}`);
    job.ended(policy.resultOf(outcome));
  };

  return {
    full: () => policy.isFull({ waiting: waiting.size, outstanding: suspended.size + noting }, profile),
    add: (job) => {
      const transaction: Transaction = { job, state: 'waiting', attempt: job.attempts, unanswered: 0 };
      const nowUs = reactor.nowUs();
      if (job.deadlineUs !== null) {
        reactor.after(`expire ${job.key}`, job.deadlineUs - nowUs, () => {
          if (transaction.state === 'waiting') end(transaction, { kind: 'expired' });
        });
      }
      if (job.notBeforeUs === null || job.notBeforeUs <= nowUs) {
        queue(transaction);
      } else {
        waiting.set(job.key, transaction);
        reactor.after(`hold ${job.key}`, job.notBeforeUs - nowUs, () => queue(transaction));
      }
    },
    cancel: (key) => {
      const transaction = waiting.get(key);
      if (transaction === undefined) return false;
      end(transaction, { kind: 'cancelled' });
      return true;
    },
    forget: (destination) => {
      for (const [key, transaction] of waiting) {
        if (transaction.job.destination !== destination) continue;
        waiting.delete(key);
        for (const timer of ['expire', 'hold', 'again']) reactor.cancel(`${timer} ${key}`);
        transaction.state = 'final';
      }
      for (const [sequence, { transaction }] of suspended) {
        if (transaction.job.destination !== destination) continue;
        suspended.delete(sequence);
        transaction.state = 'final';
      }
      if (suspended.size === 0) reactor.cancel('smsc responses');
      pump();
    },
    up: pump,
    down: () => {
      const lost = new Set([...suspended.values()].map(({ transaction }) => transaction));
      if (begun !== null) lost.add(begun.transaction);
      begun = null;
      suspended.clear();
      reactor.cancel('smsc responses');
      for (const transaction of lost) conclude(transaction, { kind: 'linkLost' });
    },
    response: (pdu) => {
      const late = overdue.get(pdu.sequence_number);
      if (late !== undefined && overdue.delete(pdu.sequence_number)) {
        late.transaction.job.ended(policy.resultOf(policy.outcomeOf(pdu, late, false)));
      }
      const sequence = policy.matching(pdu, suspended);
      const request = sequence === null ? undefined : suspended.get(sequence);
      if (request === undefined) return;
      suspended.delete(request.sequence);
      if (suspended.size === 0) reactor.cancel('smsc responses');
      const { transaction } = request;
      const { deadlineUs } = transaction.job;
      const outcome = policy.outcomeOf(pdu, request, deadlineUs !== null && reactor.nowUs() >= deadlineUs);
      const pauseUs = policy.pauseUs(tlvUint(pdu, 'congestion_state') ?? 0, profile);
      if (pauseUs > 0) {
        pausedUntilUs = reactor.nowUs() + pauseUs;
        reactor.after('smsc congestion', pauseUs, pump);
      }
      transaction.unanswered -= 1;
      const failed = outcome.kind !== 'answered' || outcome.status !== 0;
      if (failed || transaction.unanswered === 0) conclude(transaction, outcome);
      pump();
    },
  };
}
