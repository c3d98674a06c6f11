import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, isElsewhere, papRequests, said, type PapRequest } from '../requests.ts';
import { parseContentType } from '../../wire/http/content-type.ts';
import { header } from '../../wire/http/message.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'a PAP document in an HTTP 2xx response of type application/xml';

/** Every PAP-level answer is a PAP document in an HTTP 2xx response of type application/xml (text/xml tolerated; PAP 10). */
export default defineOracle({
  requirement: 'PAP-SUB-010',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    papRequests(view)
      .filter((request) => (owesPap(request) && !isElsewhere(request, context.profile)) || bearsPap(request))
      .map((request): Finding => {
        const lack = lackOfAnswer(request, view, context);
        const evidence = evidenceOfRequest(request);
        if (lack !== null) return { ...lack, evidence, expected: EXPECTED };
        const complaint = complaintAbout(request);
        return {
          verdict: complaint === null ? 'pass' : 'fail',
          evidence,
          expected: EXPECTED,
          actual: complaint ?? said(request.answer),
        };
      }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001`,
    `# 200, text/xml with a charset, a capabilities answer in parts (AMB-30)
     pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  http http-status=200 header="Content-Type: text/xml; charset=utf-8" body=text "<pap><push-response push-id='1'><response-result code='2007'/></push-response></pap>"`,
  ],
  inconclusive: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=2007 http-status=400`,
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  http http-status=202 header="Content-Type: text/html" body=text "<html/>"`,
    `# a PAP body as something else
     pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  http http-status=202 header="Content-Type: text/html" body=text "<pap><push-response push-id='1'><response-result code='1001'/></push-response></pap>"`,
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  http http-status=202`,
  ],
});

/** A PAP request without defects: an HTTP-level refusal of what else there is, is no PAP-level answer. */
function owesPap({ event, pap }: PapRequest): boolean {
  return event.message.name.endsWith('-message') && pap.http.method === 'POST' && defectsOf(pap).size === 0;
}

function bearsPap({ answer }: PapRequest): boolean {
  return answer.operation !== '';
}

function complaintAbout(request: PapRequest): string | null {
  const { answer } = request;
  if (answer.event === null) return null;
  if (answer.operation === '' && isHttpMatter(request)) return null;
  const { http, control } = answer.event.message.pap;
  const { media } = parseContentType(header(http, 'content-type') ?? '');
  const isXml = ['application/xml', 'text/xml'].includes(media);
  const inParts = media === 'multipart/related' && answer.operation === 'ccq-response';
  if (answer.status < 200 || answer.status > 299) return `${said(answer)}: HTTP ${answer.status}`;
  if (!isXml && !inParts) return `${said(answer)} as '${media.slice(0, 60)}'`;
  return control === null || answer.operation === '' ? `${said(answer)} as '${media}'` : null;
}

/** Credentials, paths, sizes, and transfer codings that a server does not take, are HTTP's own matters. */
function isHttpMatter({ answer, pap }: PapRequest): boolean {
  const isCoded = header(pap.http, 'transfer-encoding') !== undefined;
  return [401, 403, 404, 405, 407, 411, 413, 429, 503, ...(isCoded ? [400, 501] : [])].includes(answer.status);
}
