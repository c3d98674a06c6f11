import { fromLatin1 } from '../../wire/octets.ts';
import type { Reply } from '../http/server.ts';

/** Where nobody has anything to fetch: what comes here followed an entity or a DTD of a hostile document (SEC-001, SEC-021). */
export const TRAP_PATH = '/trap';

/** What is told there; where it turns up again, it was fetched and used. */
export const TRAP_TOKEN = 'pushproof-trap-3b1f';

export function trapBody(): Reply {
  return { status: 200, reason: 'OK', headers: [['Content-Type', 'text/plain']], body: fromLatin1(TRAP_TOKEN) };
}
