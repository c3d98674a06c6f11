import type { Party, Pco } from '../core/party.ts';
import type { Shown } from './decode.ts';
import type { Complain, Field } from './ladder-words.ts';
import type { Names } from './octets-expression.ts';

/** What a line of a ladder says of a message, besides when and on which connection. */
export type MessageLine = {
  readonly sender: Party;
  readonly receiver: Party;
  readonly pco: Pco;
  /** SMPP command, PAP operation, `http` or `inbox`. */
  readonly name: string;
  readonly fields: readonly Field[];
  readonly flags: ReadonlySet<string>;
};

/** What values and mistakes of a line refer to. */
export type Reading = { readonly names: Names; readonly complain: Complain };

/** A message as its line says it is. */
export type Built = { readonly octets: Uint8Array; readonly shown?: Shown };

/** What a ladder leaves unsaid of addresses: the chain's first subscriber, and the service that pushes. */
export const SUBSCRIBER = { addr: '15550100001', ton: 1, npi: 1 } as const;
export const SERVICE = { addr: '10658000', ton: 0, npi: 1 } as const;

/** Words that stand in a line without a value. */
export const FLAGS: ReadonlySet<string> = new Set(['header_only']);

/** Gives the octets of payloads short expressions, and names where they need one. */
export type Express = {
  /** A whole payload: it gets a name unless it is part of a named one, or short. */
  readonly payload: (octets: Uint8Array) => string;
  /** What is expected to be a piece of a payload. */
  readonly piece: (octets: Uint8Array) => string;
  /** A message that fields cannot say. */
  readonly raw: (octets: Uint8Array) => string;
  readonly names: Names;
};
