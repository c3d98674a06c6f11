import type { HttpMessage } from '../http/message.ts';
import type { Problem } from '../octets.ts';
import type { PapControl } from './control.ts';
import type { Part } from './multipart.ts';

/** A PAP message in its HTTP message. `problems` are those of the packaging; `http` and `control` have their own. */
export type PapMessage = {
  readonly http: HttpMessage;
  readonly control: PapControl | null;
  readonly content: Part | null;
  readonly capabilities: Part | null;
  readonly problems: readonly Problem[];
};

/** Reads an HTTP message as PAP: bare application/xml or multipart/related. */
export function decodePap(octets: Uint8Array): PapMessage {
  throw new RangeError(`not yet: ${octets.length}`);
}
