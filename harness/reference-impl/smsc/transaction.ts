import type { Profile } from '../../core/profile.ts';
import type { Reactor } from '../reactor.ts';
import type { DeliverFields, Outcome, SmscPolicy } from './policy.ts';
import type { ShortMessage } from './segmenter.ts';
import type { Sessions } from './session.ts';

/** Groups waiting or on their way, and the octets they may hold (smpp.md 12: everything is bounded). */
export const MAX_GROUPS = 100_000;
export const MAX_HELD_OCTETS = 64 * 1024 * 1024;

type Failure = Extract<Outcome, { kind: 'failed' }>;

/** Nothing was heard: GSM cause 27, destination out of order, reason 0 (sms.md 8.3). */
const SILENCE: Failure = { kind: 'failed', reason: 0, cause: 27 };
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
  /** Fields of its deliver_sm PDUs but for the user data. */
  readonly fields: DeliverFields;
  readonly segments: readonly ShortMessage[];
  /** The predetermined time, from now. */
  readonly limitMs: number;
};

type Group = Dispatch & {
  readonly acknowledged: Set<number>;
  /** Indices to send in this round, the next one first; and those that come in the round after it. */
  queue: number[];
  round: number[];
  readonly attempts: Map<number, number>;
  /** Every transmission, so that none of them can complete anything once the group has ended. */
  readonly sent: { readonly connection: string; readonly sequence: number }[];
  failure: Failure;
  readonly octets: number;
};

/** The groups for one handset: the first is on its way, the others wait for it (claim 2). */
type Line = {
  readonly number: string;
  readonly groups: Group[];
  flight: { readonly connection: string; readonly sequence: number; readonly index: number } | null;
  /** No bound receiver serves the number. */
  absent: boolean;
};

export type TransactionOptions = {
  readonly policy: SmscPolicy;
  readonly profile: Profile;
  readonly reactor: Pick<Reactor, 'after' | 'cancel'>;
  readonly link: Pick<Sessions, 'request' | 'forget' | 'routes'>;
  readonly ended: (id: number, outcome: Outcome) => void;
};

/** Groups on their way to handsets (smpp.md 8.1): one at a time for each handset, all handsets in parallel. */
export type Transactions = {
  readonly hasRoom: (octets: number) => boolean;
  readonly start: (dispatch: Dispatch) => void;
  readonly isRunning: (id: number) => boolean;
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
  const retryMs = Math.min(policy.retryDelayMs, timers.retryMs, timers.gapMs);
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
      const connection = link.routes.find(line.number);
      if (index === undefined) end(line, group, isComplete(group) ? { kind: 'delivered' } : group.failure);
      else if (connection !== null) {
        transmit(line, group, index, connection);
        return;
      } else if (policy.absent === 'wait') {
        line.absent = true;
        return;
      } else end(line, group, SILENCE);
    }
    lines.delete(line.number);
  };

  const transmit = (line: Line, group: Group, index: number, connection: string): void => {
    const segment = group.segments[index - 1];
    if (segment === undefined) return;
    const esm_class = segment.hasHeader ? UDHI : 0;
    const fields = policy.deliver({ ...group.fields, esm_class, short_message: segment.userData });
    const sequence = link.request(connection, 'deliver_sm', fields, `${group.id}:${index}`);
    if (sequence === null) return;
    line.absent = false;
    line.flight = { connection, sequence, index };
    group.sent.push({ connection, sequence });
    group.attempts.set(index, (group.attempts.get(index) ?? 0) + 1);
    reactor.after(`ack:${line.number}`, timers.ackMs * 1000, () => onTemporary(line, group, index, SILENCE));
  };

  /** Takes a group off its line; the caller advances the line afterwards. */
  const end = (line: Line, group: Group, outcome: Outcome): void => {
    const wasFirst = line.groups[0] === group;
    line.groups.splice(line.groups.indexOf(group), 1);
    groups.delete(group.id);
    heldOctets -= group.octets;
    reactor.cancel(`deadline:${group.id}`);
    for (const { connection, sequence } of group.sent) link.forget(connection, sequence);
    if (wasFirst) pause(line);
    ended(group.id, outcome);
  };
  const pause = (line: Line): void => {
    line.flight = null;
    line.absent = false;
    reactor.cancel(`ack:${line.number}`);
    reactor.cancel(`retry:${line.number}`);
  };

  const onDelivered = (line: Line, group: Group, index: number): void => {
    group.acknowledged.add(index);
    const isNext = group.queue[0] === index;
    group.queue = group.queue.filter((other) => other !== index);
    group.round = group.round.filter((other) => other !== index);
    // An acknowledgement later than ackMs counts too: what it confirms needs no resending.
    if (!isNext) return;
    pause(line);
    advance(line);
  };

  /** The segment in flight failed for now. */
  const onTemporary = (line: Line, group: Group, index: number, failure: Failure): void => {
    pause(line);
    group.failure = failure;
    const { attempts } = profile.policy;
    if (attempts !== null && (group.attempts.get(index) ?? 0) >= attempts) {
      end(line, group, failure);
      advance(line);
      return;
    }
    const progress = { total: group.segments.length, acknowledged: group.acknowledged };
    const again = policy.resend(progress, index);
    const others = group.queue.filter((other) => other !== index && !again.includes(other));
    const isInPlace = policy.retryOrder === 'in-place';
    group.queue = isInPlace ? [...again, ...others] : others;
    if (!isInPlace) group.round = [...group.round, ...again];
    if (isInPlace || others.length === 0) reactor.after(`retry:${line.number}`, retryMs * 1000, () => advance(line));
    else advance(line);
  };

  const onDeadline = (line: Line, group: Group): void => {
    const wasFirst = line.groups[0] === group;
    end(line, group, group.failure);
    if (wasFirst) advance(line);
  };

  return {
    hasRoom: (octets) => groups.size < MAX_GROUPS && heldOctets + octets <= MAX_HELD_OCTETS,
    start: (dispatch) => {
      const octets = dispatch.segments.reduce((sum, { userData }) => sum + userData.length, 0);
      const group: Group = {
        ...dispatch,
        acknowledged: new Set(),
        queue: dispatch.segments.map((_, at) => at + 1),
        round: [],
        attempts: new Map(),
        sent: [],
        failure: SILENCE,
        octets,
      };
      const line = lines.get(group.number) ?? { number: group.number, groups: [], flight: null, absent: false };
      lines.set(line.number, line);
      line.groups.push(group);
      groups.set(group.id, group);
      heldOctets += octets;
      reactor.after(`deadline:${group.id}`, group.limitMs * 1000, () => onDeadline(line, group));
      if (line.groups.length === 1) advance(line);
    },
    isRunning: (id) => groups.has(id),
    isBusy: (number) => lines.has(number),
    answered: (connection, sequence, about, status) => {
      const [id, index] = about.split(':').map(Number);
      const group = groups.get(id ?? 0);
      const line = group === undefined ? undefined : lines.get(group.number);
      if (group === undefined || line === undefined || index === undefined) return;
      const answerClass = status < 0 ? 'permanent' : policy.classify(status);
      const inFlight = line.flight?.connection === connection && line.flight.sequence === sequence;
      if (answerClass === 'delivered') onDelivered(line, group, index);
      else if (answerClass === 'permanent') {
        end(line, group, FAILURES[status] ?? PROTOCOL_ERROR);
        advance(line);
      } else if (inFlight) onTemporary(line, group, index, FAILURES[status] ?? TEMPORARY);
    },
    resume: () => {
      for (const line of [...lines.values()]) if (line.absent) advance(line);
    },
    linkLost: (connection) => {
      for (const line of [...lines.values()]) {
        const [group] = line.groups;
        if (line.flight?.connection === connection && group !== undefined)
          onTemporary(line, group, line.flight.index, SILENCE);
      }
    },
  };
}

const UDHI = 0x40;

/** Every segment is acknowledged. */
function isComplete({ acknowledged, segments }: Group): boolean {
  return acknowledged.size === segments.length;
}
