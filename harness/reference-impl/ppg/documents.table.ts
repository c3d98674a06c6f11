import type { DocumentType } from '../../wire/wsp/wbxml.ts';

/** An attribute: whether it must be there, and what it may hold. */
export type AttributeModel = { readonly required: boolean; readonly holds: 'text' | 'date' | readonly string[] };

/** An element: what stands in it. `children` by name with how often they may come; `text` = character data. */
export type ElementModel = {
  readonly attributes: Readonly<Record<string, AttributeModel>>;
  readonly children: readonly { readonly name: string; readonly min: number; readonly max: number }[];
  readonly text: boolean;
};

/** A text document that the PPG turns into a binary one (pap.md 8). */
export type DocumentModel = {
  readonly text: string;
  readonly binary: string;
  readonly documentType: DocumentType;
  readonly elements: Readonly<Record<string, ElementModel>>;
};

/** Children of one element in a content document, at most. */
export const MAX_CHILDREN = 256;

const text: AttributeModel = { required: false, holds: 'text' };
const requiredText: AttributeModel = { required: true, holds: 'text' };
const date: AttributeModel = { required: false, holds: 'date' };

/** Service indication, service loading, cache operation, e-mail notification (push-ota.md 5.3 to 5.6). */
export const documents: readonly DocumentModel[] = [
  {
    text: 'text/vnd.wap.si',
    binary: 'application/vnd.wap.sic',
    documentType: 'si',
    elements: {
      si: {
        attributes: {},
        children: [
          { name: 'indication', min: 1, max: 1 },
          { name: 'info', min: 0, max: 1 },
        ],
        text: false,
      },
      indication: {
        attributes: {
          href: text,
          'si-id': text,
          created: date,
          'si-expires': date,
          action: {
            required: false,
            holds: ['signal-none', 'signal-low', 'signal-medium', 'signal-high', 'delete'],
          },
        },
        children: [],
        text: true,
      },
      info: { attributes: {}, children: [{ name: 'item', min: 1, max: MAX_CHILDREN }], text: false },
      item: { attributes: { class: requiredText }, children: [], text: true },
    },
  },
  {
    text: 'text/vnd.wap.sl',
    binary: 'application/vnd.wap.slc',
    documentType: 'sl',
    elements: {
      sl: {
        attributes: {
          href: requiredText,
          action: { required: false, holds: ['execute-low', 'execute-high', 'cache'] },
        },
        children: [],
        text: false,
      },
    },
  },
  {
    text: 'text/vnd.wap.co',
    binary: 'application/vnd.wap.coc',
    documentType: 'co',
    elements: {
      co: {
        attributes: {},
        children: [
          { name: 'invalidate-object', min: 0, max: MAX_CHILDREN },
          { name: 'invalidate-service', min: 0, max: MAX_CHILDREN },
        ],
        text: false,
      },
      'invalidate-object': { attributes: { uri: requiredText }, children: [], text: false },
      'invalidate-service': { attributes: { uri: requiredText }, children: [], text: false },
    },
  },
  {
    text: 'text/vnd.wap.emn+xml',
    binary: 'application/vnd.wap.emn+wbxml',
    documentType: 'emn',
    elements: {
      emn: { attributes: { mailbox: requiredText, timestamp: date }, children: [], text: false },
    },
  },
];
