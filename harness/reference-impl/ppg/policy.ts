import type { Profile } from '../../core/profile.ts';
import type { Endpoint } from '../../core/actor.ts';
import type { PapControl } from '../../wire/pap/control.ts';
import type { Part } from '../../wire/pap/multipart.ts';
import type { Pdu, PduInput } from '../../wire/smpp/pdu.ts';
import type { Transformed } from './content.ts';

/** A submission PDU; the session gives it its sequence_number. */
export type SubmissionPdu = Omit<PduInput, 'sequence_number'>;

/** What the submission of one push to one recipient depends on. */
export type SubmissionOptions = {
  readonly profile: Profile;
  /** Variant tokens of the case: `data_sm`, `submit_sm`, `udh`, `tlv`, `0x34`, `0x50`. */
  readonly variant: readonly string[];
  /** Digits of the recipient's number. */
  readonly destination: string;
  /** Whole seconds until deliver-before-timestamp; `null` = no such deadline. */
  readonly secondsLeft: number | null;
};

/** How a transaction with the SMSC ended. */
export type Outcome =
  | { readonly kind: 'answered'; readonly status: number; readonly reason: number | null; readonly expired: boolean }
  /** generic_nack, or a response whose command does not fit the request. */
  | { readonly kind: 'unfit'; readonly command: string; readonly status: number }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'linkLost' }
  /** deliver-before-timestamp passed before it was submitted. */
  | { readonly kind: 'expired' }
  /** The PPG gave up before submitting. */
  | { readonly kind: 'abandoned' };

/** A recipient's final result as PAP words it (pap.md 4, 5). */
export type Result = { readonly state: string; readonly code: number; readonly desc: string };

/** A refusal of a submission, by PAP status code (pap.md 5). */
export type Refusal = { readonly code: number; readonly desc: string };

/** A suspended request to the SMSC, as matching sees it. */
export type Awaited = { readonly sequence: number; readonly command: string };

/** Where a result notification is posted. */
export type NotifyTarget = { readonly endpoint: Endpoint; readonly target: string };

/** What the reference PPG decides; faulty PPGs replace entries. */
export type PpgPolicy = {
  /** Judges a well-formed push-message against pap.md 3 to 7; `nowUtc` in the 20-character form. */
  readonly refuse: (control: PapControl, nowUtc: string) => Refusal | null;
  /** The content part as it goes on air (pap.md 8). */
  readonly transform: (part: Part) => Transformed;
  /** When the PI gets its push-response: on acceptance (step 2), or only with the SMSC's result. */
  readonly answerAt: 'acceptance' | 'result';
  /** How long a final push-id is remembered, in microseconds (PAP-SUB-038). */
  readonly rememberUs: number;
  /** The submission PDUs of one push to one recipient, in order; the reference makes exactly one. */
  readonly submissions: (push: Uint8Array, options: SubmissionOptions) => readonly SubmissionPdu[];
  /** How many requests may be suspended on a session at once. */
  readonly windowOf: (profile: Profile) => number;
  /** Rank of a waiting push by the priority attribute; 0 goes first (PPG-QOS-001). */
  readonly rankOf: (priority: string) => 0 | 1 | 2;
  readonly nextSequence: (sequence: number) => number;
  /** Response timer of a submission in microseconds; `null` = none. */
  readonly responseUs: (profile: Profile) => number | null;
  /** The sequence_number of the suspended request that a response belongs to; `null` = none. */
  readonly matching: (response: Pdu, awaited: ReadonlyMap<number, Awaited>) => number | null;
  readonly outcomeOf: (response: Pdu, request: Awaited) => Outcome;
  readonly resultOf: (outcome: Outcome) => Result;
  /** Pause before attempt + 1 of a submission that the SMSC did not take, in microseconds; `null` = give up. Attempts count from 1. */
  readonly resubmitUs: (outcome: Outcome, attempt: number, profile: Profile) => number | null;
  /** Where notifications for a URL go; `null` = nowhere (pap.md 11, SEC-009, SEC-022). */
  readonly notifyTarget: (url: string, configured: Endpoint) => NotifyTarget | null;
  /** The results that are reported for one final result; the reference reports exactly that one. */
  readonly report: (result: Result) => readonly Result[];
  /** Pause before try + 1 of a notification, in microseconds; `null` = give up. Tries count from 1. */
  readonly renotifyUs: (tried: number, profile: Profile) => number | null;
};
