import { defineOracle } from '../define.ts';
import { postedPushes } from '../posted.ts';
import { grade } from '../results.ts';
import { parseContentType } from '../../wire/http/content-type.ts';
import { header } from '../../wire/http/message.ts';

const EXPECTED = 'multipart/related; type="application/xml" with a boundary';

/** A push is submitted as multipart/related of type application/xml with a boundary (PAP 10). */
export default defineOracle({
  requirement: 'PAP-SUB-001',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    postedPushes(view).map(({ event }) => {
      const written = header(event.message.pap.http, 'content-type') ?? '';
      const { media, parameters } = parseContentType(written);
      const isOfXml = (parameters['type'] ?? '').toLowerCase() === 'application/xml';
      const holds = media === 'multipart/related' && isOfXml && parameters['boundary'] !== undefined;
      return grade(holds, [event], EXPECTED, written === '' ? 'no Content-Type' : written.slice(0, 120));
    }),
  accepts: [`pi > ppg push-message push-id=1 address=+15550100001 content=hex 01`],
  rejects: [
    `pi > ppg http method=POST header="Content-Type: multipart/mixed; boundary=b; type=application/xml" body=text "--b--"`,
    `pi > ppg http method=POST header="Content-Type: multipart/related; type=application/xml" body=text "--b--"`,
  ],
});
