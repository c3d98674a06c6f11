import type { Problem } from '../octets.ts';
import type { XmlElement } from './xml.ts';

export type PapControl = {
  /** What the DOCTYPE declares, e.g. `2.0`. */
  readonly version: string | null;
  /** Of the `wap-pap-ver` instruction, e.g. `2.0,1.*`. */
  readonly supportedVersions: string | null;
  readonly operation: string | null;
  /** Of the operation element. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly problems: readonly Problem[];
};

/** Reads a control entity and checks it against the model of PAP chapter 9. */
export function parseControl(octets: Uint8Array, charset: string | null = null): PapControl {
  throw new RangeError(`not yet: ${octets.length} ${charset ?? ''}`);
}

export type ControlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly children?: readonly ControlElement[];
};
export type ControlOptions = { readonly productName?: string; readonly version?: string };

/** A control entity: CRLF lines, DOCTYPE of PAP 2.0 unless another version is asked for, attributes in the given order. */
export function buildControl(
  operation: string,
  attributes: Readonly<Record<string, string | undefined>>,
  children: readonly ControlElement[],
  options: ControlOptions = {},
): Uint8Array {
  throw new RangeError(
    `not yet: ${operation} ${Object.keys(attributes).length} ${children.length} ${options.version ?? ''}`,
  );
}
