import { defineOracle } from '../define.ts';
import { control, posted, pushMessage } from '../odd-examples.ts';
import { postedPushes } from '../posted.ts';
import { grade } from '../results.ts';
import { parseContentType } from '../../wire/http/content-type.ts';
import { header } from '../../wire/http/message.ts';
import { latin1 } from '../../wire/octets.ts';
import { parseMultipart } from '../../wire/pap/multipart.ts';

/** Control, content and capabilities entity. */
const MOST_PARTS = 3;
const PLAIN = control(pushMessage('push-id="1"'));

/** The boundary of a submission does not occur inside any of its parts (RFC 2046). */
export default defineOracle({
  requirement: 'PAP-SUB-008',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    postedPushes(view).flatMap(({ event }) => {
      const { http } = event.message.pap;
      const { media, parameters } = parseContentType(header(http, 'content-type') ?? '');
      const { boundary } = parameters;
      if (!media.startsWith('multipart/') || boundary === undefined) return [];
      const { parts, problems } = parseMultipart(http.body, boundary);
      const isBroken = problems.length > 0 || parts.length > MOST_PARTS;
      const isTorn = parts.some((part) => header(part, 'content-type') === undefined);
      const epilogue = latin1(http.body).split(`\r\n--${boundary}--`).slice(1).join('').trim();
      const holds = parts.length > 0 && !isBroken && !isTorn && epilogue === '';
      return [grade(holds, [event], 'each delimiter between two parts', holds ? 'they are' : `${parts.length} pieces`)];
    }),
  accepts: [posted(PLAIN)],
  rejects: [posted(PLAIN, 'text "a\\r\\n--b\\r\\nc"'), posted(PLAIN, 'text "a\\r\\n--b--\\r\\nc"')],
});
