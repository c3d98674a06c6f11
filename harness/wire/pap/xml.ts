import type { Problem } from '../octets.ts';

/** `offset` is that of the `<`, in octets from the entity's start. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
  readonly offset: number;
};
export type XmlDoctype = { readonly publicId: string; readonly systemId: string; readonly internal: string };
export type XmlDocument = {
  readonly root: XmlElement | null;
  readonly doctype: XmlDoctype | null;
  /** Processing instructions, those of the internal subset too. */
  readonly instructions: readonly { readonly target: string; readonly body: string }[];
  readonly encoding: string;
  readonly problems: readonly Problem[];
};

/** Reads an XML entity of at most 64 KiB; resolves nothing but the five predefined entities. */
export function parseXml(octets: Uint8Array, charset: string | null = null): XmlDocument {
  throw new RangeError(`not yet: ${octets.length} ${charset ?? ''}`);
}

/** Text as it may stand in an attribute value or in content, whatever characters it has. */
export function escapeXml(text: string): string {
  return text;
}
