import type { Profile } from '../../core/profile.ts';
import type { Concatenation, Udh } from '../../wire/sm/udh.ts';
import type { UserData } from '../../wire/smpp/user-data.ts';

/** One short message as the handset received it. */
export type ShortMessage = {
  /** Digits of the subscriber it came to. */
  readonly to: string;
  readonly from: string;
  /** Originator with type and numbering plan, for telling originators apart. */
  readonly originator: string;
  readonly protocolId: number;
  readonly dataCoding: number;
  readonly userData: UserData;
  readonly concatenation: Concatenation | null;
  /** Destination and source port, from the header or from TLVs; `null` without any. */
  readonly ports: { readonly destination: number; readonly source: number } | null;
  /** Part of its header had to be ignored (sms.md 1). */
  readonly damaged: boolean;
};

/** How much a handset keeps while it waits for missing segments (sms.md 4, rule 12). */
export type HandsetLimits = {
  readonly openSets: number;
  readonly octetsPerSet: number;
  readonly octets: number;
};

/** What becomes of a received short message. */
export type Reception = 'taken' | 'memoryExceeded' | 'refused';

/** What the reference handset decides; faulty handsets replace entries. */
export type HandsetPolicy = {
  /** The concatenation that a header states; `null`: the short message stands alone. */
  readonly concatenationOf: (udh: Udh) => Concatenation | null;
  /** Segments with the same key make up one message (sms.md 4, rule 1). */
  readonly keyOf: (message: ShortMessage, part: Concatenation) => string;
  /** What a short message contributes to the whole. */
  readonly contentOf: (message: ShortMessage) => Uint8Array;
  /** Puts the contents of a complete set together; given in order of their index. */
  readonly join: (contents: readonly Uint8Array[]) => Uint8Array;
  /** Ports with an application behind them; what comes to another one is dropped (rule 14). */
  readonly applicationPorts: readonly number[];
  /** Whether a datagram that came to an application's port is a push worth showing. */
  readonly shows: (datagram: Uint8Array) => boolean;
  readonly reassemblyMs: (profile: Profile) => number;
  readonly limits: HandsetLimits;
  /** command_status of the answer to a short message. */
  readonly statusOf: (reception: Reception) => number;
};
