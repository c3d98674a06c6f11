import type { Profile } from '../../core/profile.ts';
import { concatenation, type Concatenation, type Udh } from '../../wire/sm/udh.ts';
import { concat } from '../../wire/octets.ts';
import type { UserData } from '../../wire/smpp/user-data.ts';
import { isPush } from './inbox.ts';

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

/** WAP push, connectionless (push-ota.md 1). */
const PUSH_PORT = 2948;

/** ESME_RMSGQFUL is temporary, ESME_RX_P_APPN permanent (sms.md 8.2). */
const STATUSES: Readonly<Record<Reception, number>> = { taken: 0x00, memoryExceeded: 0x14, refused: 0x65 };

/** What the reference handset does: sms.md 4. */
export const referencePolicy: HandsetPolicy = {
  concatenationOf: concatenation,
  keyOf: ({ originator, ports, protocolId, dataCoding }, { bits, reference, total }) =>
    [originator, bits, reference, total, ports?.destination, ports?.source, protocolId, dataCoding].join(' '),
  contentOf: ({ userData }) => userData.data,
  join: (contents) => concat(...contents),
  applicationPorts: [PUSH_PORT],
  shows: isPush,
  reassemblyMs: ({ timers }) => timers.reassemblyMs,
  limits: { openSets: 64, octetsPerSet: 64 * 1024, octets: 1024 * 1024 },
  statusOf: (reception) => STATUSES[reception],
};
