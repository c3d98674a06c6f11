import type { Problem } from '../octets.ts';

export type DocumentType = 'si' | 'sl' | 'co' | 'emn';

export type WbxmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (WbxmlElement | string)[];
};

/** How a date attribute was coded; `octets` are those of the OPAQUE, or of the text. */
export type WbxmlDate = {
  readonly attribute: string;
  readonly coding: 'opaque' | 'text';
  readonly octets: Uint8Array;
  readonly offset: number;
};
export type WbxmlDocument = {
  readonly root: WbxmlElement | null;
  readonly publicId: number;
  readonly charset: number;
  readonly dates: readonly WbxmlDate[];
  readonly problems: readonly Problem[];
};

/** Reads an SI, SL, CO or EMN document (WAP-192); `root` is null when there is any problem. */
export function decodeWbxml(octets: Uint8Array): WbxmlDocument {
  throw new RangeError(`not yet: ${octets.length}`);
}

/** UTF-8, version 1.2, no string table; throws RangeError on what the document type does not have. */
export function encodeWbxml(root: WbxmlElement, documentType: DocumentType): Uint8Array {
  throw new RangeError(`not yet: ${root.name} ${documentType}`);
}
