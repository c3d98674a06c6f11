/**
 * One whole message of a stream. With a `problem`, framing is lost here and `octets` is what there was to
 * tell it by; nothing after it can be trusted.
 */
export type Frame = { readonly octets: Uint8Array; readonly problem: string | null };

/** Cuts a stream of octets into messages, however the transport had cut it. */
export type Framer = {
  /** The messages that this chunk completed. After a frame with a problem there are no more. */
  push(chunk: Uint8Array): readonly Frame[];
  /** Octets held back because their message is incomplete. */
  readonly pendingOctets: () => number;
  /** The connection was closed: what ends with it, or an incomplete message as a frame with a problem. */
  end(): readonly Frame[];
};
