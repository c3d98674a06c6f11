import type { Profile } from '../../core/profile.ts';
import { concatenation, type Concatenation, type Udh } from '../../wire/sm/udh.ts';
import { concat } from '../../wire/octets.ts';
import type { UserData } from '../../wire/smpp/user-data.ts';
import { referencePushPolicy, type PushPolicy } from './push-policy.ts';

/** Destination and source port of a short message. */
export type Ports = { readonly destination: number; readonly source: number };

/** One short message as the handset received it. */
export type ShortMessage = {
  readonly from: string;
  /** Originator with type and numbering plan, so that originators are told apart by all three. */
  readonly originator: string;
  readonly protocolId: number;
  readonly dataCoding: number;
  readonly userData: UserData;
  readonly concatenation: Concatenation | null;
  /** From the header or from TLVs; `null` without any. */
  readonly ports: Ports | null;
  /** Its header, or the concatenation element in it, had to be ignored (sms.md 1). */
  readonly isDamaged: boolean;
};

/** How much a handset keeps while it waits for missing segments (sms.md 4, rule 12). */
export type HandsetLimits = {
  readonly openSets: number;
  readonly octetsPerSet: number;
  readonly octets: number;
};

/** Contents of a message's segments by index, in order of arrival. */
export type Parts = ReadonlyMap<number, Uint8Array>;

/** What becomes of a received short message. */
export type Reception = 'taken' | 'repeated' | 'memoryExceeded' | 'refused' | 'unreadable';

/** What the reference handset decides; faulty handsets replace entries. */
export type HandsetPolicy = PushPolicy & {
  /** The concatenation that a header states; `null`: the short message stands alone. */
  readonly concatenationOf: (udh: Udh) => Concatenation | null;
  /** Segments with the same key make up one message (sms.md 4, rule 1). */
  readonly keyOf: (message: ShortMessage, part: Concatenation) => string;
  /** What a short message contributes to the whole. */
  readonly contentOf: (message: ShortMessage) => Uint8Array;
  /** Puts a complete set of so many segments together. */
  readonly join: (parts: Parts, total: number) => Uint8Array;
  /** What is kept of a segment that comes again before its message is complete (rules 3 and 4). */
  readonly repeated: (kept: Uint8Array, again: Uint8Array) => Uint8Array;
  /** What is shown when a segment comes again after its message was complete (rule 9); `null` = nothing. */
  readonly late: (content: Uint8Array, whole: Uint8Array) => Uint8Array | null;
  /** What is shown of an incomplete set whose time is over (rule 10); `null` = nothing. */
  readonly discarded: (parts: Parts) => Uint8Array | null;
  /** Ports with an application behind them; what comes to another one is dropped (rule 14). */
  readonly applicationPorts: readonly number[];
  readonly reassemblyMs: (profile: Profile) => number;
  readonly limits: HandsetLimits;
  /** Whether a segment that is one too many is refused, or the oldest open set makes room (AMB-55). */
  readonly whenFull: 'refuse' | 'drop-oldest';
  /** Whether a short message is answered at all. */
  readonly answers: (message: ShortMessage, reception: Reception) => boolean;
  /** command_status of the answer to a short message. */
  readonly statusOf: (reception: Reception) => number;
};

/** WAP push, connectionless (push-ota.md 1). */
const PUSH_PORT = 2948;

/** ESME_RMSGQFUL is temporary, ESME_RX_P_APPN permanent (sms.md 8.2); what a push says is no matter of its short messages (OTA-034). */
const STATUSES: Readonly<Record<Reception, number>> = {
  taken: 0x00,
  repeated: 0x00,
  memoryExceeded: 0x14,
  refused: 0x65,
  unreadable: 0x00,
};

/** What the reference handset does: sms.md 4. */
export const referencePolicy: HandsetPolicy = {
  ...referencePushPolicy,
  concatenationOf: concatenation,
  keyOf: ({ originator, ports, protocolId, dataCoding }, { bits, reference, total }) =>
    [originator, bits, reference, total, ports?.destination, ports?.source, protocolId, dataCoding].join(' '),
  contentOf: ({ userData }) => userData.data,
  join: (parts, total) => concat(...Array.from({ length: total }, (_, at) => parts.get(at + 1) ?? new Uint8Array(0))),
  repeated: (kept) => kept,
  late: () => null,
  discarded: () => null,
  applicationPorts: [PUSH_PORT],
  reassemblyMs: ({ timers }) => timers.reassemblyMs,
  limits: { openSets: 64, octetsPerSet: 64 * 1024, octets: 1024 * 1024 },
  whenFull: 'refuse',
  answers: () => true,
  statusOf: (reception) => STATUSES[reception],
};
