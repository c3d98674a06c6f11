import type { Profile } from '../../core/profile.ts';
import { fullNumber } from '../../wire/smpp/national.ts';
import { text, uint, type Pdu } from '../../wire/smpp/pdu.ts';
import type { Reactor } from '../reactor.ts';
import { isStored, modeOf } from './modes.ts';
import type { DeliverFields, Outcome, SmscPolicy } from './policy.ts';
import { makeReferences } from './references.ts';
import { makeSchedule } from './schedule.ts';
import { segment } from './segmenter.ts';
import { digitsOf, requestedMs, waitMs } from './submission.ts';
import { pinned } from './times.ts';
import type { Dispatch, Transactions } from './transaction.ts';

const RMSGQFUL = 0x14;
const RINVSCHED = 0x61;
/** The latest that a delivery is scheduled for: as long as a message is stored. */
const LATEST_MS = 7 * 86_400_000;
const TIMES = ['schedule_delivery_time', 'validity_period'] as const;
/** Nothing was sent. */
const OUT_OF_TIME: Outcome = { kind: 'failed', reason: 3, cause: 41 };

export type DispatchingParts = {
  readonly policy: SmscPolicy;
  readonly profile: Profile;
  /** Subscribers that are known, for numbers in national form. */
  readonly numbers: readonly string[];
  readonly reactor: Pick<Reactor, 'nowUs' | 'after' | 'cancel'>;
  readonly transactions: Pick<Transactions, 'hasRoom' | 'start'>;
  readonly nowSeconds: () => number;
  /** A message whose time has come, as it is now to be sent; `null` = not any more. */
  readonly due: (id: number) => Pdu | null;
  /** A message that waited for its time will not be sent. */
  readonly unsent: (id: number, outcome: Outcome) => void;
};

/** What was accepted: in how many segments, for how long, and with times that are fixed. */
export type Accepted = { readonly segments: number; readonly limitMs: number | null; readonly pdu: Pdu };

/** From a submission to groups on their way: its content, its segments and their reference, and when it is to be sent. */
export type Dispatching = {
  /** Sends a submission's content on its way, at once or when its time has come; `accepted` is called before. Else the status that refuses it. */
  readonly begin: (id: number, pdu: Pdu, accepted: (what: Accepted) => void) => number;
  /** Takes back what waits for its time; false = nothing of that id does. */
  readonly unschedule: (id: number) => boolean;
  readonly isScheduled: (id: number) => boolean;
  /** A group has ended: its reference is free again. */
  readonly ended: (group: Dispatch, outcome: Outcome) => void;
  /** References have so many bits from now on. */
  readonly countIn: (referenceBits: 8 | 16) => void;
};

export function makeDispatching(parts: DispatchingParts): Dispatching {
  const { policy, profile, reactor, transactions, nowSeconds, due, unsent } = parts;
  const schedule = makeSchedule(reactor);
  let segmenting = policy;
  let references = makeReferences(policy);

  const begin: Dispatching['begin'] = (id, pdu, accepted) => {
    const pauseMs = isStored(modeOf(pdu)) ? waitMs(pdu, nowSeconds()) : 0;
    if (pauseMs === 0) return dispatch(id, pdu, accepted);
    const content = policy.contentToSend(pdu);
    const trial = segment(content, profile.policy.maxSegments, () => 0, segmenting);
    if (trial === 'too-long') return policy.sizeRefusal;
    if (trial === 'no-reference' || !schedule.hasRoom(content.data.length)) return RMSGQFUL;
    if (pauseMs > LATEST_MS) return RINVSCHED;
    // Both times count from now, whenever they are looked at again.
    const fields = { ...pdu.fields };
    for (const name of TIMES) fields[name] = pinned(text(pdu, name), nowSeconds());
    const kept = { ...pdu, fields };
    const limitMs = policy.limitMs(profile.timers, requestedMs(kept, nowSeconds()), modeOf(pdu));
    accepted({ segments: trial.segments.length, limitMs, pdu: kept });
    schedule.add(id, content.data.length, Math.min(pauseMs, limitMs ?? pauseMs), () => {
      const message = due(id);
      const isInTime = message !== null && waitMs(message, nowSeconds()) === 0;
      if (isInTime && dispatch(id, message, () => undefined) === 0) return;
      unsent(id, OUT_OF_TIME);
    });
    return 0;
  };

  /** Sends it now. */
  const dispatch: Dispatching['begin'] = (id, pdu, accepted) => {
    const content = policy.contentToSend(pdu);
    if (!transactions.hasRoom(content.data.length)) return RMSGQFUL;
    const number = recipientOf(pdu);
    const take = (): number | null => references.take(number, reactor.nowUs());
    const segmented = segment(content, profile.policy.maxSegments, take, segmenting);
    if (segmented === 'too-long') return policy.sizeRefusal;
    if (segmented === 'no-reference') return RMSGQFUL;
    const { segments, reference } = segmented;
    const mode = modeOf(pdu);
    const limitMs = policy.limitMs(profile.timers, requestedMs(pdu, nowSeconds()), mode);
    accepted({ segments: segments.length, limitMs, pdu });
    const fields = deliverFieldsOf(pdu);
    const [traffic, priority] = [policy.trafficOf(mode), uint(pdu, 'priority_flag')];
    transactions.start({ id, number, traffic, mode, priority, fields, segments, reference, limitMs });
    return 0;
  };

  /** A national number is that of the handset it can only mean (AMB-25). */
  const subscribers = new Set(parts.numbers);
  const recipientOf = (pdu: Pdu): string =>
    fullNumber(digitsOf(text(pdu, 'destination_addr')), uint(pdu, 'dest_addr_ton'), subscribers);

  return {
    begin,
    unschedule: schedule.withdraw,
    isScheduled: schedule.has,
    ended: ({ number, reference }, outcome) => {
      // A handset keeps what it has of a failed group as long as it waits for the rest.
      const openUntilUs = reactor.nowUs() + profile.timers.reassemblyMs * 1_000;
      if (reference !== null) references.giveBack(number, reference, outcome.kind === 'delivered' ? null : openUntilUs);
    },
    countIn: (referenceBits) => {
      segmenting = { ...policy, referenceBits };
      references = makeReferences(segmenting);
    },
  };
}

/** What a deliver_sm takes over from the submission; mode bits and registered_delivery are not among it (SMPP-DLV-003). */
function deliverFieldsOf(pdu: Pdu): DeliverFields {
  return {
    source_addr_ton: uint(pdu, 'source_addr_ton'),
    source_addr_npi: uint(pdu, 'source_addr_npi'),
    source_addr: text(pdu, 'source_addr'),
    dest_addr_ton: uint(pdu, 'dest_addr_ton'),
    dest_addr_npi: uint(pdu, 'dest_addr_npi'),
    destination_addr: text(pdu, 'destination_addr'),
    protocol_id: uint(pdu, 'protocol_id'),
    data_coding: uint(pdu, 'data_coding'),
  };
}
