import { parseContentType } from '../wire/http/content-type.ts';
import { header } from '../wire/http/message.ts';
import { latin1 } from '../wire/octets.ts';
import { defectsOf } from './defects.ts';
import type { PapRequest } from './requests.ts';

/** A push that is as it should be, written in a form that MIME allows and few use. */
export function isUnusuallyPacked({ event, pap }: PapRequest): boolean {
  if (event.message.name !== 'push-message' || pap.content === null || defectsOf(pap).size > 0) return false;
  const contentType = header(pap.http, 'content-type') ?? '';
  const { boundary = '' } = parseContentType(contentType).parameters;
  const body = latin1(pap.http.body);
  const hasPreamble = !body.startsWith(`--${boundary}`);
  const hasEpilogue = !/--\s*$/.test(body.slice(-8)) || !body.trimEnd().endsWith(`--${boundary}--`);
  const oddNames = pap.content.headers.some(([name]) => /^[a-z]|^[A-Z]{2}/.test(name));
  const isUnquoted = !/boundary="/i.test(contentType);
  return hasPreamble || hasEpilogue || oddNames || isUnquoted;
}
