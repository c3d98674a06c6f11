import type { HttpMessage } from '../../wire/http/message.ts';
import { header } from '../../wire/http/message.ts';
import { parseContentType } from '../../wire/http/content-type.ts';
import type { PapControl } from '../../wire/pap/control.ts';
import type { PapMessage } from '../../wire/pap/message.ts';
import { decodePap } from '../../wire/pap/message.ts';
import type { Handle, Reply } from '../http/server.ts';
import { bare } from '../http/server.ts';
import { badMessage, papReply } from './answers.ts';
import { MAX_PUSH_ID, speaksVersionOf } from './submission.ts';

/** Where PAP is served. */
export const PAP_PATH = '/pap';

const MEDIA: readonly string[] = ['multipart/related', 'application/xml', 'text/xml'];

/** What is done with a PAP request whose control entity is valid; `reply` gets the document that answers it. */
export type Operations = Readonly<
  Record<string, (pap: PapMessage, control: PapControl, reply: (document: Uint8Array) => void) => void>
>;

const UNAUTHORISED = bare(401, 'Unauthorized', [['WWW-Authenticate', 'Basic realm="PAP"']]);

/** PAP over HTTP as pap.md 5.1, for those whom `admits` lets in: what is no PAP request is refused by HTTP or badmessage-response, the rest goes to its operation. */
export function papService(operations: Operations, admits: (request: HttpMessage) => boolean): Handle {
  return (request, octets, reply) => {
    const refusal = admits(request) ? refuseHttp(request) : UNAUTHORISED;
    if (refusal !== null) {
      reply(refusal);
      return;
    }
    const pap = decodePap(octets);
    const { control } = pap;
    const bad = (code: number, desc: string): void => reply(papReply(badMessage({ code, desc }, request.body)));
    if (control === null) {
      bad(2000, 'Bad request');
    } else if (!speaksVersionOf(control)) {
      bad(3002, 'Version not supported');
    } else if (control.problems.length > 0 || pap.problems.length > 0 || tooLongId(control)) {
      bad(2000, `Bad request: ${[...control.problems, ...pap.problems][0]?.what ?? 'push-id too long'}`.slice(0, 200));
    } else {
      const operate = operations[control.operation ?? ''];
      if (operate === undefined) bad(2000, 'Not a request');
      else operate(pap, control, (document) => reply(papReply(document)));
    }
  };
}

function refuseHttp(request: HttpMessage): Reply | null {
  const [path] = request.target.replace(/^https?:\/\/[^/?]*/i, '').split('?');
  if (path !== PAP_PATH) return bare(404, 'Not Found', []);
  if (request.method !== 'POST') return bare(405, 'Method Not Allowed', [['Allow', 'POST']]);
  const { media } = parseContentType(header(request, 'content-type') ?? '');
  return MEDIA.includes(media) ? null : bare(415, 'Unsupported Media Type', []);
}

function tooLongId(control: PapControl): boolean {
  return (control.attributes['push-id'] ?? '').length > MAX_PUSH_ID;
}
