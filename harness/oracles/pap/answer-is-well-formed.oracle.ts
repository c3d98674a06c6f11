import { defineOracle } from '../define.ts';
import { posted, control, pushMessage } from '../odd-examples.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import { MAX_XML_OCTETS } from '../../wire/pap/xml.ts';
import type { Finding } from '../../trace/finding.ts';

const UNCLOSED = posted(control(pushMessage('push-id="1"')).replace('</pap>', ''));
const EXPECTED = 'a well-formed document';

/** Whatever the message contained, the answer is well-formed XML (PAP 9.12). */
export default defineOracle({
  requirement: 'PAP-BAD-002',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    papRequests(view).flatMap((request): readonly Finding[] => {
      const { answer, pap } = request;
      const odd = pap.control === null || pap.control.problems.length > 0;
      const read = answer.event?.message.pap.control ?? null;
      // What is longer than we read is not read to its end.
      if (!odd || read === null || read.problems.some(({ offset }) => offset >= MAX_XML_OCTETS)) return [];
      const broken = read.problems.find(({ field }) => ['xml', 'encoding', 'doctype'].includes(field));
      return [
        {
          verdict: broken === undefined ? 'pass' : 'fail',
          evidence: evidenceOfRequest(request),
          expected: EXPECTED,
          actual: broken === undefined ? said(answer) : `at octet ${broken.offset}: ${broken.what}`,
        },
      ];
    }),
  unseen: (view) =>
    papRequests(view).some(({ pap, answer }) => pap.control === null && answer.event !== null)
      ? 'not observable: it answers what it does not understand without a document'
      : null,
  accepts: [
    `${UNCLOSED}
     ppg > pi badmessage-response code=2000 bad-message-fragment="<pap \\"'&"`,
  ],
  rejects: [
    `${UNCLOSED}
     ppg > pi http header="Content-Type: application/xml" body=text "<pap><badmessage-response code='2000' bad-message-fragment='<pap>'/></pap>"`,
    `# an ampersand as it came
     ${UNCLOSED}
     ppg > pi http header="Content-Type: application/xml" body=text "<pap><badmessage-response code='2000' bad-message-fragment='a & b'/></pap>"`,
  ],
});
