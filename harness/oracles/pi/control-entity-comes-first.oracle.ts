import { defineOracle } from '../define.ts';
import { control, posted, pushMessage } from '../odd-examples.ts';
import { postedPushes } from '../posted.ts';
import { grade } from '../results.ts';
import { parseContentType } from '../../wire/http/content-type.ts';
import { header } from '../../wire/http/message.ts';
import { parseControl } from '../../wire/pap/control.ts';
import { parseMultipart } from '../../wire/pap/multipart.ts';

const FIRST = posted(control(pushMessage('push-id="1"')));

/** The control entity is the first part of a submission (PAP 8.1). */
export default defineOracle({
  requirement: 'PAP-SUB-002',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    postedPushes(view).flatMap(({ event }) => {
      const { http } = event.message.pap;
      const { media, parameters } = parseContentType(header(http, 'content-type') ?? '');
      const [first] = parseMultipart(http.body, parameters['boundary'] ?? '').parts;
      if (!media.startsWith('multipart/')) return [];
      const type = first === undefined ? '' : parseContentType(header(first, 'content-type') ?? '').media;
      const holds = first !== undefined && parseControl(first.body).operation !== null && /xml$/.test(type);
      const actual =
        first === undefined ? 'no part that its boundary delimits' : `the first part is '${type.slice(0, 60)}'`;
      return [grade(holds, [event], 'the control entity as first part', actual)];
    }),
  accepts: [FIRST],
  rejects: [
    `pi > ppg http method=POST header="Content-Type: multipart/related; boundary=b; type=application/xml" body=text "--b\\r\\nContent-Type: text/plain\\r\\n\\r\\nx\\r\\n--b\\r\\nContent-Type: application/xml\\r\\n\\r\\n<pap/>\\r\\n--b--\\r\\n"`,
    `pi > ppg http method=POST header="Content-Type: multipart/related; type=application/xml" body=text "--b--"`,
  ],
});
