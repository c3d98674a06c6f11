import { decodePush, PUSH } from '../../wire/wsp/push.ts';
import { decodeWbxml, type DocumentType } from '../../wire/wsp/wbxml.ts';

/** Document types by the content types whose body is WBXML. */
const DOCUMENT_TYPES: Readonly<Record<string, DocumentType>> = {
  'application/vnd.wap.sic': 'si',
  'application/vnd.wap.slc': 'sl',
  'application/vnd.wap.coc': 'co',
  'application/vnd.wap.emn+wbxml': 'emn',
};

/** Whether a datagram is a push that can be read to its end: malformed ones are dropped (push-ota.md 2, 5.8). */
export function isPush(datagram: Uint8Array): boolean {
  const push = decodePush(datagram);
  // Any other PDU type is ignored on the push port (OTA-033).
  if (push.type !== PUSH || push.problems.length > 0) return false;
  const documentType = DOCUMENT_TYPES[push.contentType];
  return documentType === undefined || decodeWbxml(push.body, documentType).problems.length === 0;
}
