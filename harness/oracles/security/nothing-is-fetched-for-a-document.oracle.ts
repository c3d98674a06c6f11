import { defineOracle } from '../define.ts';
import { control, posted, pushMessage } from '../odd-examples.ts';
import { papOf } from '../pushes.ts';
import { evidenceOfRequest, papRequests } from '../requests.ts';
import { textOf } from '../survival.ts';
import type { Finding } from '../../trace/finding.ts';

const EXTERNAL = posted(
  control(pushMessage('push-id="1" source-reference="&x;"')).replace(
    '.dtd">',
    '.dtd" [<!ENTITY x SYSTEM "http://127.0.0.1:9101/trap/1">]>',
  ),
);
const EXPECTED = 'no request for what a document names as an external entity or DTD';

/** External entities and external DTDs are never fetched: the PPG's half. */
export default defineOracle({
  requirement: 'SEC-021',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) => {
    const fetched = papOf(view).find(
      ({ direction, message }) => direction === 'out' && message.pap.http.target.startsWith('/trap'),
    );
    return papRequests(view)
      .filter((request) => /(?:<!ENTITY[^>]*SYSTEM|<!DOCTYPE)[^>]*"http:[^"]*\/trap/.test(textOf(request)))
      .map((request): Finding => {
        const after = fetched !== undefined && fetched.seq > request.event.seq ? [fetched] : [];
        const evidence = [...evidenceOfRequest(request), ...after];
        const actual = after.length > 0 ? 'it was fetched' : 'none';
        return { verdict: after.length > 0 ? 'fail' : 'pass', evidence, expected: EXPECTED, actual };
      });
  },
  accepts: [
    `${EXTERNAL}
     ppg > pi badmessage-response code=2000`,
  ],
  rejects: [
    `${EXTERNAL}
     ppg > pi http method=GET target=/trap/1
     ppg > pi badmessage-response code=2000`,
  ],
});
