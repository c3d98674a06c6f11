import type { Node } from '../pap/content-model.ts';
import { checkElement } from '../pap/content-model.ts';
import type { Problem } from '../octets.ts';
import { co } from './co.table.ts';
import type { DocumentTables } from './document-type.ts';
import { emn } from './emn.table.ts';
import { si } from './si.table.ts';
import { sl } from './sl.table.ts';

export type DocumentType = 'si' | 'sl' | 'co' | 'emn';

/** The document types that push has; each is called as its root element. */
export const documentTypes: Readonly<Record<DocumentType, DocumentTables>> = { si, sl, co, emn };

/** What a document, in text or decoded from WBXML, has that its type does not allow, or lacks that it requires. */
export function checkDocument(root: Node, documentType: DocumentType): readonly Problem[] {
  if (root.name !== documentType) {
    return [{ field: root.name, offset: root.offset ?? 0, what: `is no root of ${documentType}` }];
  }
  return checkElement(root, documentTypes[documentType].model, { extraAttributes: 'refused', has: () => true });
}
