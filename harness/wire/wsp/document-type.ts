import type { Problem } from '../octets.ts';
import type { Model } from '../pap/content-model.ts';

/** The token tables of one WBXML document type, code page 0 only; the four of push have no other. */
export type DocumentTables = {
  /** Of the document header (WAP-192, 7.2). */
  readonly publicId: number;
  readonly publicName: string;
  readonly tags: readonly (readonly [token: number, name: string])[];
  /** `prefix` is the part of the value that the token stands for. */
  readonly attributeStarts: readonly (readonly [token: number, name: string, prefix: string])[];
  readonly attributeValues: readonly (readonly [token: number, text: string])[];
  /** Attributes whose values are packed dates. */
  readonly dates: readonly string[];
  /** What the text form allows. */
  readonly model: Model;
};

/** Values ".com/" and so on of SI, SL and CO. */
export const DOMAINS_WITH_SLASH: DocumentTables['attributeValues'] = [
  [0x85, '.com/'],
  [0x86, '.edu/'],
  [0x87, '.net/'],
  [0x88, '.org/'],
];

/** The shape parsed XML has too. */
export type WbxmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (WbxmlElement | string)[];
};

/** How a date attribute was coded; `octets` are those of the OPAQUE without token and length, or of the text in UTF-8. */
export type WbxmlDate = {
  readonly attribute: string;
  readonly coding: 'opaque' | 'text';
  readonly octets: Uint8Array;
  /** Where the attribute's value begins. */
  readonly offset: number;
};

/** In which charset texts are read, by MIBenum: `unsaid` where the document does not say it, `instead` whatever it says. */
export type WbxmlCharset = { readonly unsaid?: number; readonly instead?: number };

export type WbxmlDocument = {
  /** `null` when there is any problem. */
  readonly root: WbxmlElement | null;
  /** The number of a known document type also where the document names it in text. */
  readonly publicId: number;
  /** MIBenum. */
  readonly charset: number;
  readonly dates: readonly WbxmlDate[];
  /** The first one, which ended the reading. */
  readonly problems: readonly Problem[];
};
