import { defineOracle } from '../define.ts';
import { papOf } from '../pushes.ts';
import { evidenceOfRequest, papRequests, said, type PapRequest } from '../requests.ts';
import { lackOfAnswer } from '../refusals.ts';
import { allSubmissions } from '../submissions.ts';
import { textOf } from '../survival.ts';
import { latin1 } from '../../wire/octets.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'the request rejected or read as one; nothing of what is behind it processed';
const HIDDEN = `pi > ppg http raw=text ${JSON.stringify(
  'POST /pap HTTP/1.1\r\nHost: h\r\nX-Address: WAPPUSH=+15550100001/TYPE=PLMN\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nPOST /pap HTTP/1.1\r\nContent-Length: 40\r\n\r\n<push-message push-id="smuggled-1"/>smuggled',
)}`;

/** Where Content-Length and Transfer-Encoding contradict each other the request is rejected or read as one; what is hidden behind it is never processed. */
export default defineOracle({
  requirement: 'SEC-006',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) => {
    const accepted = papOf(view).filter(
      ({ direction, message }) =>
        direction === 'out' &&
        message.name === 'push-response' &&
        (message.pap.control?.attributes['push-id'] ?? '').startsWith('smuggled') &&
        message.pap.control?.children.some(({ attributes }) => attributes['code']?.startsWith('1')) === true,
    );
    const submitted = allSubmissions(view).filter(({ carried }) => latin1(carried.data).includes('smuggled'));
    const processed = [...accepted, ...submitted.map(({ request }) => request)];
    return papRequests(view)
      .filter(isContradictory)
      .map((request): Finding => {
        const after = processed.filter(({ seq }) => seq > request.event.seq).slice(0, 1);
        const evidence = [...evidenceOfRequest(request), ...after];
        if (after.length > 0) return { verdict: 'fail', evidence, expected: EXPECTED, actual: 'it was processed' };
        const lack = lackOfAnswer(request, view, context);
        const isClosed = request.closed !== null;
        return lack === null || isClosed
          ? { verdict: 'pass', evidence, expected: EXPECTED, actual: said(request.answer) }
          : { verdict: 'inconc', evidence, expected: EXPECTED, actual: lack.actual };
      });
  },
  accepts: [
    `${HIDDEN}
     ppg > pi http http-status=400`,
  ],
  inconclusive: [
    `${HIDDEN}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${HIDDEN}
     ppg > pi push-response push-id=smuggled-1 code=1001`,
  ],
});

function isContradictory(request: PapRequest): boolean {
  const [head = ''] = textOf(request).split('\r\n\r\n');
  const lengths = head.match(/\ncontent-length:/gi)?.length ?? 0;
  const isChunked = /\ntransfer-encoding:/i.test(head);
  return lengths > 1 || (lengths === 1 && isChunked);
}
