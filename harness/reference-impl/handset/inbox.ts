import { decodePush } from '../../wire/wsp/push.ts';
import { decodeWbxml } from '../../wire/wsp/wbxml.ts';

/** WSP Push (WSP 8.2.4.1); on the push port everything else is ignored (OTA-033). */
const PUSH_TYPE = 0x06;

/** Content types whose body is WBXML. */
const WBXML_TYPES: readonly string[] = [
  'application/vnd.wap.sic',
  'application/vnd.wap.slc',
  'application/vnd.wap.coc',
  'application/vnd.wap.emn+wbxml',
];

/** Whether a datagram is a push that can be read to its end: malformed ones are dropped (push-ota.md 2, 5.8). */
export function isPush(datagram: Uint8Array): boolean {
  const push = decodePush(datagram);
  if (push.type !== PUSH_TYPE || push.problems.length > 0) return false;
  return !WBXML_TYPES.includes(push.contentType) || decodeWbxml(push.body).problems.length === 0;
}
