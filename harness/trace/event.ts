import type { Party, Pco } from '../core/party.ts';
import type { PapMessage } from '../wire/pap/message.ts';
import type { RpMessage } from '../wire/sm/rp.ts';
import type { Pdu } from '../wire/smpp/pdu.ts';
import type { PushPdu } from '../wire/wsp/push.ts';

/**
 * A message as our strict tables read it. `name` is what ladders call it: an SMPP command (`submit_sm`),
 * a PAP operation (`push-message`, `push-response`, …; `http` where there is none), an RPDU (`rp-data`, `rp-ack`, `rp-error`; `rp` where it is
 * none), `inbox` (a message that the handset shows), or `confirm` (its user says yes to one that was shown).
 */
export type Decoded =
  | { readonly kind: 'smpp'; readonly name: string; readonly pdu: Pdu }
  | { readonly kind: 'pap'; readonly name: string; readonly pap: PapMessage }
  /** `pdu`: what says the same on an SMPP link. */
  | { readonly kind: 'rp'; readonly name: RpMessage['name']; readonly rp: RpMessage; readonly pdu: Pdu }
  | {
      readonly kind: 'push';
      readonly name: 'inbox' | 'confirm';
      readonly to: string;
      readonly from: string;
      readonly push: PushPdu;
    };

/** What happened at one end of one connection. `octets` are the authority, `message` is derived from them. */
export type TraceEvent = EventPlace & (MessageEvent | { readonly kind: 'opened' | 'closed' } | FaultEvent);

export type EventPlace = {
  /** The only ordering. From 1, without gaps within the trace of a run; a cut keeps the numbers. */
  readonly seq: number;
  /** Microseconds since the run began, monotonic; for timing rules only. */
  readonly atUs: number;
  /** Whose view this is. */
  readonly party: Party;
  readonly peer: Party;
  readonly pco: Pco;
  /** The same name at both ends. */
  readonly connection: string;
};

export type MessageEvent = {
  readonly kind: 'message';
  readonly direction: 'out' | 'in';
  readonly octets: Uint8Array;
  readonly message: Decoded;
};

/** A link misbehaved; `affects` is the `seq` of the `out` event. For the report: oracles do not excuse with it. */
export type FaultEvent = { readonly kind: 'fault'; readonly fault: string; readonly affects: number };

/** Raised with every change of the trace file; older files are upgraded on reading. */
export const TRACE_FORMAT = 2;

/** What a trace can tell. */
export type Header = {
  readonly format: number;
  /** The case and variant, or the file it was read from. */
  readonly source: string;
  readonly world: 'sim' | 'live' | 'capture';
  /** When `atUs` was 0. */
  readonly epochUtc: string;
  /** Whether anything may have happened before the first or after the last event. */
  readonly complete: { readonly start: boolean; readonly end: boolean };
  readonly observed: readonly { readonly pco: Pco; readonly parties: readonly Party[] }[];
  /** Parties whose view was not taken at their own socket but mirrored from their peers'. */
  readonly mirrored: readonly Party[];
  /** Parties that a case made depart from their own rules: nothing is judged of them. */
  readonly scripted: readonly Party[];
  /** Largest delay of the harness's own event loop, and the round trip to a mirrored party; 0 in virtual time. */
  readonly timingToleranceUs: number;
  /** Time of the end of observation, same clock as `atUs`. */
  readonly endUs: number;
};

export type Trace = { readonly header: Header; readonly events: readonly TraceEvent[] };

/** An event that is a message. */
export type Message = EventPlace & MessageEvent;

export function isMessage(event: TraceEvent): event is Message {
  return event.kind === 'message';
}
