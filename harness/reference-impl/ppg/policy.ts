import type { Endpoint } from '../../core/actor.ts';
import type { Profile } from '../../core/profile.ts';
import type { HttpHeader } from '../../wire/http/message.ts';
import type { PapControl } from '../../wire/pap/control.ts';
import type { Part } from '../../wire/pap/multipart.ts';
import type { Pdu } from '../../wire/smpp/pdu.ts';
import { encodePush } from '../../wire/wsp/push.ts';
import type { PushInput } from '../../wire/wsp/push.ts';
import { pauseUs } from './congestion.ts';
import type { NotifyTarget } from './notification.ts';
import { notifyTarget, renotifyUs, taken } from './notification.ts';
import type { Awaited, Outcome, Result } from './result-mapping.ts';
import { matching, outcomeOf, resubmitUs, resultOf } from './result-mapping.ts';
import { replaces } from './replacement.ts';
import type { Delivery, PushRecord } from './store.ts';
import type { Refusal } from './submission.ts';
import { rankOf, readPush, refuse } from './submission.ts';
import type { SubmissionOptions, SubmissionPdu } from './submission-pdu.ts';
import { submissions } from './submission-pdu.ts';
import type { Transformed } from './transform.ts';
import { transform } from './transform.ts';
import { makeWaitingLine } from './waiting-line.ts';

/** What the reference PPG decides; faulty PPGs replace entries. */
export type PpgPolicy = {
  /** Judges a valid push-message by what this PPG can do; `nowSeconds` since 1970. */
  readonly refuse: (control: PapControl, nowSeconds: number) => Refusal | null;
  /** Reads a push-message that is not refused. */
  readonly readPush: typeof readPush;
  /** What is notified of a push that is refused; the reference notifies nothing (PAP-NTF-002). */
  readonly refusalReports: (refusal: Refusal) => readonly Result[];
  /** What a cancellation of one recipient is answered with; `cancel` cancels what was not submitted, and says whether it could. */
  readonly cancels: (cancel: () => boolean) => boolean;
  /** The content part as it goes on air (pap.md 8); `request`: headers of the HTTP request, of which none does. */
  readonly transform: (part: Part, request: readonly HttpHeader[]) => Transformed;
  /** The push as it goes to the SMSC (push-ota.md 2). */
  readonly encode: (push: PushInput) => Uint8Array;
  /** When the PI gets its push-response: on acceptance (step 2), or only with the first result of the SMSC. */
  readonly replyAt: 'acceptance' | 'result';
  /** How long a final push-id counts as used, in microseconds (PAP-SUB-038). */
  readonly rememberUs: number;
  /** The submission PDUs of one push to one recipient, in order; the reference makes exactly one. */
  readonly submissions: (push: Uint8Array, options: SubmissionOptions) => readonly SubmissionPdu[];
  /** How many requests may be suspended at once. */
  readonly windowOf: (profile: Profile) => number;
  /** Longest HTTP body that is read (pap.md 11). */
  readonly maxBodyOctets: (profile: Profile) => number;
  /** Whether a push is refused for what is there already: pushes that wait, and submissions outstanding. */
  readonly isFull: (held: { readonly waiting: number; readonly outstanding: number }, profile: Profile) => boolean;
  /** Rank of a waiting push by its priority attribute; 0 goes first (PPG-QOS-001). */
  readonly rankOf: (priority: string) => 0 | 1 | 2;
  /** The sequence_number after this one; 0 before the first. */
  readonly nextSequence: (sequence: number) => number;
  /** How an outbind is met: with this bind, and, by the reference, no PDU before it (SMPP 3.4, 2.2.1). */
  readonly outbind: {
    readonly bind: 'bind_receiver' | 'bind_transmitter' | 'bind_transceiver';
    readonly isAnswered: boolean;
  };
  /** Response timer of a submission, in microseconds; `null` = none. */
  readonly responseUs: (profile: Profile) => number | null;
  /** The sequence_number of the suspended request that a response belongs to; `null` = none. */
  readonly matching: (response: Pdu, awaited: ReadonlyMap<number, Awaited>) => number | null;
  /** `late`: deliver-before-timestamp has passed. */
  readonly outcomeOf: (response: Pdu, request: Awaited, late: boolean) => Outcome;
  readonly resultOf: (outcome: Outcome) => Result;
  /** Pause before the next submission after attempt number `attempt` ended so, in microseconds; `null` = it is final. */
  readonly resubmitUs: (outcome: Outcome, attempt: number, profile: Profile) => number | null;
  /** Pause of all submissions after a response with this congestion_state, in microseconds. */
  readonly pauseUs: (congestion: number, profile: Profile) => number;
  /** Where notifications for the URL of a push go; one that is forbidden makes the push be refused. */
  readonly notifyTarget: (url: string | null, configured: Endpoint) => NotifyTarget | 'nobody' | 'forbidden';
  /** Whether a request with this Authorization is served, where that one is demanded; `null` = none (PAP-SUB-032). */
  readonly admits: (given: string | null, demanded: string | null) => boolean;
  /** Whether a push that replaces another goes to this recipient of it. */
  readonly replaces: (delivery: Delivery, method: string) => boolean;
  /** Whether the PI's answer to a notification ends it (pap.md 8, AMB-42). */
  readonly taken: (response: Uint8Array) => boolean;
  /** Whether a final push-id, or one that is not final, counts as used (PAP-SUB-017, 038). */
  readonly isUsed: (record: PushRecord) => boolean;
  /** The line in which pushes wait for a slot; by rank, then first in, first out. */
  readonly line: typeof makeWaitingLine;
  /** What becomes of a response whose response timer has ended its transaction: a result was reported then (PPG-SUS-007). */
  readonly lateResponse: 'ignore' | 'report';
  /** message-state in the answer to a status query; `null` = no result yet. */
  readonly stateOf: (result: Result | null) => string;
  /** Pause between a final result and its notification, in microseconds (STP-09). */
  readonly reportAfterUs: (profile: Profile) => number;
  /** What is reported of one final result; the reference reports exactly that. */
  readonly reports: (result: Result) => readonly Result[];
  /** Pause after try number `tried` of a notification, in microseconds; `null` = give up. */
  readonly renotifyUs: (tried: number, profile: Profile) => number | null;
};

/** 24 hours (pap.md 5). */
const REMEMBER_US = 86_400_000_000;

/** SMPP 3.4, 5.1.4. */
const LAST_SEQUENCE = 0x7fffffff;

/**
 * Longer than the predetermined time of the SMSC (PPG-SUS-005), and as much shorter than the profile's response timer
 * as the notification needs to be there within that (PPG-SUS-006).
 */
function responseUs({ timers: { transactionMs, responseMs } }: Profile): number {
  return Math.max(0.95 * responseMs, (transactionMs + responseMs) / 2) * 1_000;
}

/** Largest HTTP body where the profile says nothing (pap.md 11). */
const MAX_BODY_OCTETS = 1_048_576;

/** Pushes that wait for a slot or for their time, all together, at most. */
const MAX_WAITING = 200_000;

/** The PPG as the specifications and the patent have it. */
export const referencePolicy: PpgPolicy = {
  refuse,
  readPush,
  refusalReports: () => [],
  cancels: (cancel) => cancel(),
  transform,
  encode: encodePush,
  replyAt: 'acceptance',
  rememberUs: REMEMBER_US,
  submissions,
  windowOf: (profile) => profile.smpp.window,
  maxBodyOctets: ({ limits }) => limits.bodyOctets ?? MAX_BODY_OCTETS,
  isFull: ({ waiting }) => waiting >= MAX_WAITING,
  rankOf,
  nextSequence: (sequence) => (sequence >= LAST_SEQUENCE ? 1 : sequence + 1),
  outbind: { bind: 'bind_receiver', isAnswered: false },
  responseUs,
  matching,
  outcomeOf,
  resultOf,
  resubmitUs,
  pauseUs,
  notifyTarget,
  taken,
  admits: (given, demanded) => demanded === null || given === demanded,
  replaces,
  isUsed: () => true,
  line: makeWaitingLine,
  lateResponse: 'ignore',
  stateOf: (result) => result?.state ?? 'pending',
  reportAfterUs: () => 0,
  reports: (result) => [result],
  renotifyUs,
};
