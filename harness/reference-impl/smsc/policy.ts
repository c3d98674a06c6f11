import type { Profile, Timers } from '../../core/profile.ts';
import { MAX_UD_OCTETS, type Alphabet } from '../../wire/sm/data-coding.ts';
import { encodeDeliver, type DeliverInput } from '../../wire/sm/tpdu.ts';
import type { Concatenation } from '../../wire/sm/udh.ts';
import { text, type FieldValue, type Pdu } from '../../wire/smpp/pdu.ts';
import { DATAGRAM_MODE, isStored, TRANSACTION_MODE } from './modes.ts';
import type { Content } from './segmenter.ts';
import { sliceGreedily } from './slice.ts';
import { contentOf, refusalOf } from './submission.ts';
import type { Capacity, Traffic } from './workers.ts';

/** An information element of a user data header. */
export type InformationElement = { readonly iei: number; readonly octets: Uint8Array };

/** What the header of one short message is made of; `concatenation` is `null` when it travels alone. */
export type HeaderParts = {
  /** Elements that each short message of the group carries: ports, and whatever the submission's own header had. */
  readonly kept: readonly InformationElement[];
  readonly concatenation: InformationElement | null;
  /** From 1. */
  readonly index: number;
};

/** How a transaction ended. `reason` is delivery_failure_reason, `cause` a GSM cause (smpp.md 5, sms.md 8.3). */
export type Outcome =
  { readonly kind: 'delivered' } | { readonly kind: 'failed'; readonly reason: 0 | 1 | 2 | 3; readonly cause: number };

/** A response to a submission, and how long after its cause it goes out. */
export type Answer = { readonly outcome: Outcome; readonly afterMs: number };

/** A group on its way, as retrying sees it; indices from 1. */
export type Progress = {
  readonly total: number;
  readonly acknowledged: ReadonlySet<number>;
  /** Segments that went out again so far. */
  readonly resends: number;
};

/** Which sending of which segment a deliver_sm is; both from 1. */
export type Sending = { readonly index: number; readonly total: number; readonly attempt: number };

/** Why a segment was not delivered this time. */
export type Trouble = 'refused' | 'silent' | 'link-lost';

/** Why a group ends before all of it is delivered. */
export type EndOfGroup = 'permanent' | 'deadline' | 'attempts';

/** Class of a handset's answer (sms.md 8.2). */
export type AnswerClass = 'delivered' | 'temporary' | 'permanent';

/** Fields of a deliver_sm by their names in SMPP. */
export type DeliverFields = Readonly<Record<string, FieldValue>>;

/** What an account may do. */
export type EsmeRights = {
  /** Whether it may submit in this messaging mode. */
  readonly mayUse: (mode: number) => boolean;
  /** Submissions a second, as many at once; `null` = any number. */
  readonly perSecond: number | null;
  /** Messages of its that may be under way. */
  readonly underWay: number;
};

/** What the reference SMSC decides; faulty SMSCs replace entries. */
export type SmscPolicy = {
  /** Who may bind when the profile's target names no account. */
  readonly accepts: (systemId: string, password: string) => boolean;
  /** How many submissions of one session may be unanswered. */
  readonly windowOf: (profile: Profile) => number;

  /** What the account of this system_id may do. */
  readonly rightsOf: (systemId: string) => EsmeRights;
  /** congestion_state for an ESME of 5.0, by how much of the SMSC's room is taken, 0 to 1; `null` = none (SMPP 5.0, 4.8.4.18). */
  readonly congestionOf: (taken: number) => number | null;

  /** Whether a TP-UD of this many octets on air, header included, goes out as one short message. */
  readonly fitsOne: (userDataOctets: number) => boolean;
  /** Cuts a payload; each piece holds at most `capacity` octets, of text septets that stand one an octet. */
  readonly slice: (payload: Uint8Array, capacity: number, alphabet: Alphabet) => readonly Uint8Array[];
  readonly referenceBits: 8 | 16;
  /** Reference of the first group to a destination. */
  readonly referenceStart: number;
  readonly nextReference: (reference: number, bits: 8 | 16) => number;
  /** Whether a reference is passed over as long as a handset may hold segments under it. */
  readonly sparesReferencesInUse: boolean;
  /** GSM 7-bit text on an SMPP link: one septet an octet, or packed as on air (AMB-24). */
  readonly septets: 'octets' | 'packed';
  /** What the concatenation element of a segment says. */
  readonly numbering: (segment: Concatenation) => Concatenation;
  /** Elements of a header, in order. */
  readonly elements: (parts: HeaderParts) => readonly InformationElement[];
  /** The fields of a deliver_sm on its way out. */
  readonly deliver: (fields: DeliverFields, sending: Sending) => DeliverFields;
  /** The SMS-DELIVER as it goes out on a radio side. */
  readonly tpdu: (deliver: DeliverInput) => Uint8Array;
  /** Whether a short message says that more are waiting (TP-MMS 0); `null`: it is no part of a group. */
  readonly hasMore: (part: Concatenation | null) => boolean;
  /** What of a submission is sent to the handset. */
  readonly contentToSend: (submission: Pdu) => Content;
  /** command_status that refuses a submission whose syntax is right; 0 = none. */
  readonly refusalOf: (submission: Pdu, interfaceVersion: number, nowSeconds: number) => number;
  /** command_status for a submission that this SMSC is not there for; 0 = it is (claim 6). */
  readonly trafficRefusal: (submission: Pdu, interfaceVersion: number, profile: Profile) => number;
  /** How many groups may be on their way at once; `null` = any number. */
  readonly capacityOf: (profile: Profile) => Capacity | null;
  /** As what a submission of this messaging mode is admitted. */
  readonly trafficOf: (mode: number) => Traffic;
  /** command_status for what no 255 segments hold. */
  readonly sizeRefusal: number;
  /** The request of ours that a response answers, by sequence_number; `null` = none. */
  readonly requestAnswered: (sequence: number, awaited: ReadonlyMap<number, unknown>) => number | null;
  /** Segments in the order of their first transmissions; from 1. */
  readonly order: (total: number) => readonly number[];

  /** When a submission of this messaging mode (bits 1-0 of esm_class) and so many segments is answered. */
  readonly answerAt: (mode: number, segments: number) => 'outcome' | 'acceptance';
  /** What a submission is answered with. */
  readonly responses: (outcome: Outcome) => readonly Answer[];
  /** command_status of a push that was not delivered. */
  readonly failureStatus: number;
  readonly failureForm: 'header-only' | 'message-id' | 'tlvs';
  readonly successForm: 'header-only' | 'message-id';
  /** A status report that follows the response; `null` = none. */
  readonly receipt: (submission: Pdu, messageId: string) => DeliverFields | null;
  /** What becomes of a response whose session is gone. */
  readonly afterLoss: 'dropped' | 'sent-elsewhere';
  readonly classify: (status: number) => AnswerClass;
  /** Which segments go out again after one failed for a temporary cause, in order. */
  readonly resend: (progress: Progress, failed: number, why: Trouble) => readonly number[];
  /** What becomes of a group whose handset's session is gone: it goes on with another, or this is the result. */
  readonly whenLinkLost: 'resend' | Outcome;
  /** At once in place (1, 2, 2, 3) or when the others are through (1, 2, 3, 2): AMB-07. */
  readonly retryOrder: 'in-place' | 'rounds';
  /** How long a message of this mode that failed for now makes way for others before it comes again; `null` = it keeps its place. */
  readonly scheduleMs: (mode: number, resends: number, timers: Timers) => number | null;
  /** Sendings of a segment that a message of this mode has at most; `null` = the profile's. */
  readonly attemptsOf: (mode: number) => number | null;
  /** Pause before a resend. */
  readonly retryDelayMs: (timers: Timers) => number;
  /** Pause before the next segment. */
  readonly gapMs: (timers: Timers) => number;
  /** How long the answer to a segment is waited for; `null` = for ever. */
  readonly ackWaitMs: (timers: Timers) => number | null;
  /** The predetermined time of a submission that asks for so much (`null` = for nothing); `null` = without end. */
  readonly limitMs: (timers: Timers, requestedMs: number | null, mode: number) => number | null;
  /** From when on that time counts. */
  readonly limitFrom: 'submission' | 'first-segment';
  /** Whether the segments of a group go out one after another's answer, or all at once. */
  readonly pace: 'answered' | 'burst';
  /** Where several groups wait for a handset: the next group when one has ended, or in turn by segments. */
  readonly turns: 'groups' | 'segments';
  /** What becomes of a group for a handset that another one is on its way to. */
  readonly whenBusy: 'queue' | 'forget';
  /** Groups of the same line wait for each other. */
  readonly lineOf: (number: string) => string;
  /** What happens to the rest of a group that has failed. */
  readonly afterFailure: (why: EndOfGroup) => 'stop' | 'go-on';
  /** What happens while no bound receiver serves the number (AMB-12): it is waited for, or this is the result. */
  readonly absent: 'wait' | 'refuse' | Outcome;
};

/** Long enough for a busy handset to recover, short against any retryMs. */
const RETRY_DELAY_MS = 200;

/** The account of the built-in chain; PPG and handset side both use it. */
export const BUILT_IN_ACCOUNT = { systemId: 'pushproof', password: 'secret08' } as const;

/** Answers of a handset on an SMPP link by class; any other status is permanent (sms.md 8.2). */
const CLASSES: Readonly<Record<number, AnswerClass>> = {
  0x00: 'delivered',
  0x08: 'temporary',
  0x14: 'temporary',
  0x58: 'temporary',
  0x64: 'temporary',
};

/** How long a stored message is tried where it does not say, and at most. */
const STORED_MS = 86_400_000;
const MAX_STORED_MS = 7 * 86_400_000;
/** Pauses of the retry schedule double up to an hour. */
const LONGEST_PAUSE_MS = 3_600_000;
const MAX_DOUBLINGS = 20;

/** Half of it is for push. */
const RESERVED: Capacity = { total: 16, reserved: 8 };

/** ESME_RINVSERTYP, and from 5.0 on ESME_RSERTYPUNAUTH. */
const RINVSERTYP = 0x15;
const RSERTYPUNAUTH = 0x100;
const V50 = 0x50;

/** Bounded by the room of the SMSC alone. */
const EVERYTHING: EsmeRights = { mayUse: () => true, perSecond: null, underWay: Number.MAX_SAFE_INTEGER };

/** A dedicated SMSC takes the service type of push alone, in whatever messaging mode (smpp.md 14). */
function trafficRefusal(pdu: Pdu, interfaceVersion: number, { deployment, smpp }: Profile): number {
  if (deployment !== 'dedicated' || text(pdu, 'service_type') === smpp.serviceType) return 0;
  return interfaceVersion >= V50 ? RSERTYPUNAUTH : RINVSERTYP;
}

/** What the reference SMSC does: sms.md 3, smpp.md 8.1. */
export const referencePolicy: SmscPolicy = {
  accepts: (systemId, password) => systemId === BUILT_IN_ACCOUNT.systemId && password === BUILT_IN_ACCOUNT.password,
  // A PPG under test has a window of its own, which is what is to be seen.
  windowOf: ({ iut, smpp }) => (iut === 'ppg' ? Number.MAX_SAFE_INTEGER : smpp.window),

  rightsOf: () => EVERYTHING,
  // As a percentage; an idle SMSC need not say so.
  congestionOf: (taken) => (taken < 0.01 ? null : Math.min(100, Math.floor(100 * taken))),

  fitsOne: (userDataOctets) => userDataOctets <= MAX_UD_OCTETS,
  slice: sliceGreedily,
  referenceBits: 8,
  referenceStart: 1,
  nextReference: (reference, bits) => (reference + 1) % 2 ** bits,
  sparesReferencesInUse: true,
  septets: 'octets',
  numbering: (segment) => segment,
  elements: ({ kept, concatenation }) => (concatenation === null ? kept : [...kept, concatenation]),
  deliver: (fields) => fields,
  tpdu: encodeDeliver,
  hasMore: (part) => part !== null && part.index < part.total,
  contentToSend: contentOf,
  refusalOf,
  trafficRefusal,
  capacityOf: ({ deployment }) => (deployment === 'reserved' ? RESERVED : null),
  trafficOf: (mode) => (mode === TRANSACTION_MODE ? 'push' : 'ordinary'),
  sizeRefusal: 0x01,
  requestAnswered: (sequence, awaited) => (awaited.has(sequence) ? sequence : null),
  order: (total) => Array.from({ length: total }, (_, at) => at + 1),

  answerAt: (mode) => (mode === TRANSACTION_MODE ? 'outcome' : 'acceptance'),
  responses: (outcome) => [{ outcome, afterMs: 0 }],
  failureStatus: 0xfe,
  failureForm: 'tlvs',
  successForm: 'message-id',
  receipt: () => null,
  afterLoss: 'dropped',
  classify: (status) => CLASSES[status] ?? 'permanent',
  resend: (_progress, failed) => [failed],
  whenLinkLost: 'resend',
  scheduleMs: (mode, resends, { retryMs }) =>
    isStored(mode) ? Math.min(LONGEST_PAUSE_MS, retryMs * 2 ** Math.min(resends, MAX_DOUBLINGS)) : null,
  attemptsOf: (mode) => (mode === DATAGRAM_MODE ? 1 : null),
  retryOrder: 'in-place',
  retryDelayMs: ({ retryMs, gapMs }) => Math.min(RETRY_DELAY_MS, retryMs, gapMs),
  gapMs: () => 0,
  ackWaitMs: ({ ackMs }) => ackMs,
  limitMs: ({ transactionMs }, requestedMs, mode) =>
    isStored(mode)
      ? Math.min(MAX_STORED_MS, requestedMs ?? STORED_MS)
      : Math.min(transactionMs, requestedMs ?? transactionMs),
  limitFrom: 'submission',
  pace: 'answered',
  turns: 'groups',
  whenBusy: 'queue',
  lineOf: (number) => number,
  afterFailure: () => 'stop',
  absent: 'wait',
};
