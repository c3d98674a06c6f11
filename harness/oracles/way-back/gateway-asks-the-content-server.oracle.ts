import { defineOracle } from '../define.ts';
import { fetches, sameUrlBehindProxy, type Fetch } from '../fetches.ts';
import type { Finding } from '../../trace/finding.ts';
import { header } from '../../wire/http/message.ts';

const EXPECTED = 'the request passed on to the server that the URL names, or an answer that HTTP lets it keep';

/** The gateway forwards a request to the server that its URL names (step 12). */
export default defineOracle({
  requirement: 'STP-12',
  party: 'gateway',
  needs: ['fetch'],
  scope: 'run',
  check: (view) => {
    const passedOn = fetches(view, 'client');
    const asked = fetches(view, 'server');
    return asked.flatMap((one): readonly Finding[] => {
      const until = one.response?.seq ?? Number.POSITIVE_INFINITY;
      const own = passedOn.find(
        ({ request, url }) => request.seq > one.request.seq && request.seq < until && sameUrlBehindProxy(url, one.url),
      );
      const evidence = [one.request, ...(own === undefined ? [] : [own.request])];
      if (own !== undefined) return [{ verdict: 'pass', evidence, expected: EXPECTED, actual: `asked for ${own.url}` }];
      if (one.response === null) {
        // A gateway that has not answered yet may still ask.
        return one.closed === null && !view.header.complete.end
          ? [{ verdict: 'inconc', evidence, expected: EXPECTED, actual: 'not passed on so far' }]
          : [{ verdict: 'fail', evidence, expected: EXPECTED, actual: 'never passed on' }];
      }
      const { status = 0 } = one.answer ?? {};
      const said = [...evidence, one.response];
      if (status >= 400)
        return [{ verdict: 'inconc', evidence: said, expected: EXPECTED, actual: `refused: ${status}` }];
      return passedOn.some((before) => before.request.seq < one.request.seq && mayServe(before, one))
        ? []
        : [{ verdict: 'fail', evidence: said, expected: EXPECTED, actual: `answered ${status} of its own accord` }];
    });
  },
  accepts: [
    `handset > gateway http method=GET target=http://a.example/x
     gateway > origin  http method=GET target=/x host=a.example
     origin  > gateway http http-status=200 body=hex 61
     gateway > handset http http-status=200 body=hex 61`,
  ],
  inconclusive: [
    `handset > gateway http method=GET target=http://a.example/x
     gateway > handset http http-status=503`,
  ],
  rejects: [
    `# content of its own
     handset > gateway http method=GET target=http://a.example/x
     gateway > handset http http-status=200 body=hex 61`,
    `# kept, though the server had said no-store
     handset > gateway http method=GET target=http://a.example/x connection=f1
     gateway > origin  http method=GET target=/x host=a.example connection=o1
     origin  > gateway http http-status=200 header="Cache-Control: no-store" body=hex 61 connection=o1
     gateway > handset http http-status=200 body=hex 61 connection=f1
     handset > gateway http method=GET target=http://a.example/x connection=f2
     gateway > handset http http-status=200 body=hex 61 connection=f2`,
    `# another server
     handset > gateway http method=GET target=http://a.example/x
     gateway > origin  http method=GET target=/x host=b.example
     origin  > gateway http http-status=200 body=hex 61
     gateway > handset http http-status=200 body=hex 61`,
  ],
});

/** Whether an earlier answer may have been kept for this request (RFC 9111, 3). */
function mayServe({ answer, url }: Fetch, asked: Fetch): boolean {
  if (answer === null || !sameUrlBehindProxy(url, asked.url)) return false;
  return !/\b(?:no-store|no-cache|private)\b/i.test(header(answer, 'cache-control') ?? '');
}
