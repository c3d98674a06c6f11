import { defineOracle } from '../define.ts';
import { control, posted, pushMessage } from '../odd-examples.ts';
import { evidenceOfRequest, papRequests } from '../requests.ts';
import { latin1 } from '../../wire/octets.ts';
import type { Finding } from '../../trace/finding.ts';

const UNCLOSED = posted(control(pushMessage('push-id="1"')).replace('</pap>', ''));
const EXPECTED = 'neither a stack trace nor a path';

/** A line of a stack trace of the usual languages, or a path of the usual systems. */
const INSIDE =
  /\bat [\w.$<>]+ ?\([^)]*:\d+\)|\bat \/\S+:\d+:\d+|Traceback \(most|\b\w+(?:Exception|Error): |\/(?:usr|home|var|opt|root)\/\w|[A-Z]:\\\w/;

/** An answer never tells a stack trace or a path (pap.md 11). */
export default defineOracle({
  requirement: 'SEC-010',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    papRequests(view).flatMap((request): readonly Finding[] => {
      const { answer, pap } = request;
      const isOdd = pap.control === null || pap.control.problems.length > 0 || pap.problems.length > 0;
      if (!isOdd || answer.event === null) return [];
      // What the PI wrote itself tells it nothing.
      const text = latin1(answer.event.message.pap.http.body).replace(/bad-message-fragment="[^"]*"/, '');
      const [told] = INSIDE.exec(text) ?? [];
      const actual = told === undefined ? 'neither' : told.slice(0, 80);
      const evidence = evidenceOfRequest(request);
      return [{ verdict: told === undefined ? 'pass' : 'fail', evidence, expected: EXPECTED, actual }];
    }),
  accepts: [
    `${UNCLOSED}
     ppg > pi badmessage-response code=2000 desc="unclosed tag at line 1"`,
  ],
  rejects: [
    `${UNCLOSED}
     ppg > pi badmessage-response code=2000 desc="SAXParseError: at parse (/opt/ppg/xml.js:10:5)"`,
  ],
});
