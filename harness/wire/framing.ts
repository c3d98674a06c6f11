/** One whole message; with a problem, framing is lost here and `octets` is what was there. */
export type Frame = { readonly octets: Uint8Array; readonly problem: string | null };

/** Cuts a stream into messages. After a frame with a problem it yields nothing more. */
export type Framer = {
  push(chunk: Uint8Array): readonly Frame[];
  readonly pendingOctets: () => number;
  /** The connection closed: what is complete by that is yielded, what is not gets a problem. */
  end(): readonly Frame[];
};
