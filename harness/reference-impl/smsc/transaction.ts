import type { Profile } from '../../core/profile.ts';
import type { Reactor } from '../reactor.ts';
import { makeDeadlines } from './deadlines.ts';
import type { DeliverFields, EndOfGroup, Outcome, SmscPolicy, Trouble } from './policy.ts';
import type { ShortMessage } from './segmenter.ts';
import type { Routes } from './routes.ts';
import type { Sessions } from './session.ts';
import { makeWorkers, UNLIMITED, type Traffic } from './workers.ts';

/** Groups waiting or on their way, and the octets they may hold (smpp.md 12: everything is bounded). */
export const MAX_GROUPS = 100_000;
export const MAX_HELD_OCTETS = 64 * 1024 * 1024;

type Failure = Extract<Outcome, { kind: 'failed' }>;

/** Nothing was heard: GSM cause 27, destination out of order, reason 0 (sms.md 8.3). */
const SILENCE: Failure = { kind: 'failed', reason: 0, cause: 27 };
/** Nobody is told of it. */
const WITHDRAWN: Failure = { kind: 'failed', reason: 3, cause: 0 };
const QUEUE_FULL: Failure = { kind: 'failed', reason: 3, cause: 42 };
const TEMPORARY: Failure = { kind: 'failed', reason: 3, cause: 41 };
const REJECTED: Failure = { kind: 'failed', reason: 2, cause: 21 };
const PROTOCOL_ERROR: Failure = { kind: 'failed', reason: 2, cause: 111 };

/** GSM causes for what a handset on an SMPP link answers; others by their class. */
const FAILURES: Readonly<Record<number, Failure>> = { 0x58: QUEUE_FULL, 0x65: REJECTED, 0x66: REJECTED };

/** What a group needs to be sent. */
export type Dispatch = {
  readonly id: number;
  /** Digits of the handset's number. */
  readonly number: string;
  readonly traffic: Traffic;
  /** Messaging mode. */
  readonly mode: number;
  /** 0 is the least. */
  readonly priority: number;
  /** Fields of its deliver_sm PDUs but for the user data. */
  readonly fields: DeliverFields;
  readonly segments: readonly ShortMessage[];
  /** Their concatenation reference; `null` for a lone message. */
  readonly reference: number | null;
  /** The predetermined time, from now; `null` = without end. */
  readonly limitMs: number | null;
};

type Group = Dispatch & {
  /** Lists, as most of what waits has none: a group is to take little room (50,000 of them wait at once). */
  acknowledged: number[];
  /** Sent, and neither answered nor given up. */
  unanswered: number[];
  /** Its failure was returned, and yet it goes on. */
  isOver: boolean;
  /** Indices to send in this round, the next one first; and those that come in the round after it. */
  queue: number[];
  round: number[];
  /** By index; a segment that was not sent has none. */
  readonly attempts: number[];
  /** Every transmission, so that none of them can complete anything once the group has ended. */
  readonly sent: { readonly connection: string; readonly sequence: number }[];
  failure: Failure;
  readonly octets: number;
};

/** The groups for one handset (or several, as the policy says): the first is on its way, the others wait for it (claim 2). */
type Line = {
  readonly key: string;
  readonly groups: Group[];
  flight: { readonly connection: string; readonly sequence: number; readonly index: number } | null;
  /** No bound receiver serves the number. */
  absent: boolean;
};

/** The way to handsets. */
export type Link = Pick<Sessions, 'request' | 'forget'> & { readonly routes: Pick<Routes, 'find'> };

export type TransactionOptions = {
  readonly policy: SmscPolicy;
  readonly profile: Profile;
  readonly reactor: Pick<Reactor, 'nowUs' | 'after' | 'cancel'>;
  readonly link: Link;
  readonly ended: (dispatch: Dispatch, outcome: Outcome) => void;
};

/** Groups on their way to handsets (smpp.md 8.1): one at a time for each handset, all handsets in parallel. */
export type Transactions = {
  readonly hasRoom: (octets: number) => boolean;
  /** How much of the room is taken, 0 to 1. */
  readonly taken: () => number;
  readonly start: (dispatch: Dispatch) => void;
  readonly isRunning: (id: number) => boolean;
  /** Takes back a group of which nothing was sent; false when it is too late for that. */
  readonly withdraw: (id: number) => boolean;
  /** Whether a group is on its way to this handset. */
  readonly isBusy: (number: string) => boolean;
  readonly answered: (connection: string, sequence: number, about: string, status: number) => void;
  /** A receiver was bound: groups that wait for one go on. */
  readonly resume: () => void;
  readonly linkLost: (connection: string) => void;
};

/** Dispatches groups as the policy says. */
export function makeTransactions({ policy, profile, reactor, link, ended }: TransactionOptions): Transactions {
  const { timers } = profile;
  const retryMs = policy.retryDelayMs(timers);
  const gapMs = policy.gapMs(timers);
  const ackWaitMs = policy.ackWaitMs(timers);
  const capacity = policy.capacityOf(profile);
  const workers = capacity === null ? UNLIMITED : makeWorkers(capacity);
  const groups = new Map<number, Group>();
  const lines = new Map<string, Line>();
  let heldOctets = 0;

  /** Sends the next segment of the first group; ends groups that have nothing more to send. */
  const advance = (line: Line): void => {
    for (let group = line.groups[0]; group !== undefined; group = line.groups[0]) {
      if (group.queue.length === 0) {
        group.queue = group.round;
        group.round = [];
      }
      const [index] = group.queue;
      const connection = link.routes.find(group.number);
      if (index === undefined) end(line, group, isComplete(group) ? { kind: 'delivered' } : group.failure);
      else if (connection !== null) {
        const isFirst = policy.pace === 'burst' && group.sent.length === 0;
        for (const one of isFirst ? group.queue : [index]) transmit(line, group, one, connection);
        return;
      } else if (policy.absent === 'wait') {
        line.absent = true;
        return;
      } else end(line, group, policy.absent === 'refuse' ? SILENCE : policy.absent);
    }
    lines.delete(line.key);
  };

  const transmit = (line: Line, group: Group, index: number, connection: string): void => {
    const segment = group.segments[index - 1];
    if (segment === undefined) return;
    const esm_class = segment.hasHeader ? UDHI : 0;
    const attempt = (group.attempts[index] ?? 0) + 1;
    const sending = { index, total: group.segments.length, attempt };
    const fields = policy.deliver({ ...group.fields, esm_class, short_message: segment.userData }, sending);
    const sequence = link.request(connection, 'deliver_sm', fields, `${group.id}:${index}`);
    if (sequence === null) return;
    if (policy.limitFrom === 'first-segment' && group.sent.length === 0) startLimit(group);
    line.absent = false;
    line.flight = { connection, sequence, index };
    group.sent.push({ connection, sequence });
    group.attempts[index] = attempt;
    if (!group.unanswered.includes(index)) group.unanswered.push(index);
    if (ackWaitMs !== null) reactor.after(`ack:${line.key}`, ackWaitMs * 1000, () => onSilence(line, group));
  };

  const startLimit = ({ id, limitMs }: Group): void => {
    if (limitMs !== null) deadlines.set(id, limitMs);
  };
  const deadlines = makeDeadlines({
    reactor,
    due: (id) => {
      const group = groups.get(id);
      if (group === undefined) return;
      // While it waited for room, its handset's line may have come to its end.
      const line = lines.get(policy.lineOf(group.number)) ?? emptyLine(policy.lineOf(group.number));
      fail(line, group, group.failure, 'deadline');
    },
  });

  /** Takes a group off its line; the caller advances the line afterwards. */
  const end = (line: Line, group: Group, outcome: Outcome): void => {
    const wasFirst = line.groups[0] === group;
    const place = line.groups.indexOf(group);
    if (place !== -1) line.groups.splice(place, 1);
    groups.delete(group.id);
    heldOctets -= group.octets;
    if (group.limitMs !== null) deadlines.clear(group.id, group.limitMs);
    for (const { connection, sequence } of group.sent) link.forget(connection, sequence);
    if (wasFirst) pause(line);
    reactor.cancel(`parked:${group.id}`);
    ended(group, outcome);
    workers.leave(group.id);
  };
  const pause = (line: Line): void => {
    line.flight = null;
    line.absent = false;
    reactor.cancel(`ack:${line.key}`);
    reactor.cancel(`retry:${line.key}`);
  };

  const onDelivered = (line: Line, group: Group, index: number): void => {
    if (!group.acknowledged.includes(index)) group.acknowledged.push(index);
    group.unanswered = without(group.unanswered, index);
    const isNext = group.queue[0] === index;
    group.queue = group.queue.filter((other) => other !== index);
    group.round = group.round.filter((other) => other !== index);
    // It has made way for another, which is on its way now.
    if (line.groups[0] !== group) {
      if (isComplete(group)) end(line, group, { kind: 'delivered' });
      return;
    }
    // An acknowledgement later than ackMs counts too: what it confirms needs no resending.
    if (policy.pace === 'burst' ? group.unanswered.length > 0 : !isNext) return;
    pause(line);
    if (policy.turns === 'segments' && group.queue.length > 0) line.groups.push(...line.groups.splice(0, 1));
    if (gapMs > 0 && group.queue.length > 0) reactor.after(`retry:${line.key}`, gapMs * 1000, () => advance(line));
    else advance(line);
  };

  /** The group has failed: it ends, or goes on though its result is known. */
  const fail = (line: Line, group: Group, failure: Failure, why: EndOfGroup): void => {
    if (group.isOver || policy.afterFailure(why) === 'stop') {
      const wasFirst = line.groups[0] === group;
      end(line, group, failure);
      if (wasFirst) advance(line);
      return;
    }
    group.isOver = true;
    ended(group, failure);
  };

  /** There is room for it: it waits for its turn with its handset. */
  const join = (line: Line, group: Group): void => {
    const current = lines.get(line.key) ?? line;
    lines.set(current.key, current);
    // What is on its way stays; of those that wait, the first in rank and then in time goes first.
    const behind = current.groups.findIndex((other, at) => at > 0 && other.priority < group.priority);
    current.groups.splice(behind === -1 ? current.groups.length : behind, 0, group);
    if (current.groups.length === 1) advance(current);
  };

  /** The segment in flight failed for now. */
  const onTemporary = (line: Line, group: Group, index: number, failure: Failure, why: Trouble): void => {
    pause(line);
    group.failure = failure;
    group.unanswered = without(group.unanswered, index);
    const attempts = policy.attemptsOf(group.mode) ?? profile.policy.attempts;
    if (group.isOver || (attempts !== null && (group.attempts[index] ?? 0) >= attempts)) {
      end(line, group, failure);
      advance(line);
      return;
    }
    const resends = group.sent.length - group.attempts.filter((times) => times > 0).length;
    const progress = { total: group.segments.length, acknowledged: new Set(group.acknowledged), resends };
    const again = policy.resend(progress, index, why);
    const others = group.queue.filter((other) => other !== index && !again.includes(other));
    const isInPlace = policy.retryOrder === 'in-place';
    group.queue = isInPlace ? [...again, ...others] : others;
    if (!isInPlace) group.round = [...group.round, ...again];
    const makesWayMs = policy.scheduleMs(group.mode, resends, timers);
    if (makesWayMs !== null) park(line, group, makesWayMs);
    else if (isInPlace || others.length === 0) reactor.after(`retry:${line.key}`, retryMs * 1000, () => advance(line));
    else advance(line);
  };

  /** It makes way for others to the same handset, and comes again. */
  const park = (line: Line, group: Group, afterMs: number): void => {
    line.groups.splice(line.groups.indexOf(group), 1);
    workers.leave(group.id);
    reactor.after(`parked:${group.id}`, afterMs * 1000, () =>
      workers.enter(group.id, group.traffic, () => join(line, group)),
    );
    advance(line);
  };

  const onSilence = (line: Line, group: Group): void => {
    const [silent] = group.unanswered;
    if (silent !== undefined) onTemporary(line, group, silent, SILENCE, 'silent');
  };

  /** A segment was refused for good. */
  const onPermanent = (line: Line, group: Group, index: number, failure: Failure): void => {
    fail(line, group, failure, 'permanent');
    if (!groups.has(group.id)) return;
    group.queue = group.queue.filter((other) => other !== index);
    pause(line);
    advance(line);
  };

  return {
    hasRoom: (octets) => groups.size < MAX_GROUPS && heldOctets + octets <= MAX_HELD_OCTETS,
    taken: () => Math.max(groups.size / MAX_GROUPS, heldOctets / MAX_HELD_OCTETS),
    start: (dispatch) => {
      const octets = dispatch.segments.reduce((sum, { userData }) => sum + userData.length, 0);
      const group: Group = {
        ...dispatch,
        acknowledged: [],
        unanswered: [],
        isOver: false,
        queue: [...policy.order(dispatch.segments.length)],
        round: [],
        attempts: [],
        sent: [],
        failure: SILENCE,
        octets,
      };
      const key = policy.lineOf(group.number);
      const line = lines.get(key) ?? emptyLine(key);
      if (line.groups.length > 0 && policy.whenBusy === 'forget') return;
      groups.set(group.id, group);
      heldOctets += octets;
      if (policy.limitFrom === 'submission') startLimit(group);
      workers.enter(group.id, group.traffic, () => join(line, group));
    },
    isRunning: (id) => groups.has(id),
    withdraw: (id) => {
      const group = groups.get(id);
      if (group === undefined || group.sent.length > 0) return false;
      const line = lines.get(policy.lineOf(group.number)) ?? emptyLine(policy.lineOf(group.number));
      const wasFirst = line.groups[0] === group;
      end(line, group, WITHDRAWN);
      if (wasFirst) advance(line);
      return true;
    },
    isBusy: (number) => lines.has(policy.lineOf(number)),
    answered: (connection, sequence, about, status) => {
      const [id, index] = about.split(':').map(Number);
      const group = groups.get(id ?? 0);
      if (group === undefined || index === undefined) return;
      const key = policy.lineOf(group.number);
      const line = lines.get(key) ?? emptyLine(key);
      const answerClass = status < 0 ? 'permanent' : policy.classify(status);
      const inFlight = line.flight?.connection === connection && line.flight.sequence === sequence;
      if (answerClass === 'delivered') onDelivered(line, group, index);
      else if (answerClass === 'permanent') onPermanent(line, group, index, FAILURES[status] ?? PROTOCOL_ERROR);
      else if (inFlight || policy.pace === 'burst')
        onTemporary(line, group, index, FAILURES[status] ?? TEMPORARY, 'refused');
    },
    resume: () => {
      for (const line of [...lines.values()]) if (line.absent) advance(line);
    },
    linkLost: (connection) => {
      for (const line of [...lines.values()]) {
        const [group] = line.groups;
        if (line.flight?.connection !== connection || group === undefined) continue;
        if (policy.whenLinkLost === 'resend') onTemporary(line, group, line.flight.index, SILENCE, 'link-lost');
        else {
          end(line, group, policy.whenLinkLost);
          advance(line);
        }
      }
    },
  };
}

const UDHI = 0x40;

/** Every segment is acknowledged. */
function isComplete({ acknowledged, segments }: Group): boolean {
  return acknowledged.length === segments.length;
}

function without(indices: readonly number[], index: number): number[] {
  return indices.filter((other) => other !== index);
}

function emptyLine(key: string): Line {
  return { key, groups: [], flight: null, absent: false };
}
