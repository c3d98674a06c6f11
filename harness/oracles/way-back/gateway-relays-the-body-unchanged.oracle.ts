import { defineOracle } from '../define.ts';
import { fetches, sameUrlBehindProxy } from '../fetches.ts';
import type { Finding } from '../../trace/finding.ts';
import { equal } from '../../wire/octets.ts';

const EXPECTED = 'the body that the content server sent, octet for octet';

/** The gateway passes the body that it was given on to the handset as it is (step 14). */
export default defineOracle({
  requirement: 'STP-14',
  party: 'gateway',
  needs: ['fetch'],
  scope: 'run',
  check: (view) => {
    const passedOn = fetches(view, 'client');
    return fetches(view, 'server').flatMap(({ request, url, response, answer }): readonly Finding[] => {
      const until = response?.seq ?? Number.POSITIVE_INFINITY;
      const own = passedOn.find(
        (one) => one.request.seq > request.seq && one.request.seq < until && sameUrlBehindProxy(one.url, url),
      );
      // What is no HTTP, or too large, is the gateway's to refuse (SEC-020).
      if (own?.answer == null || own.answer.problems.length > 0 || own.response === null) return [];
      const evidence = [own.response, ...(response === null ? [] : [response])];
      if (answer === null || response === null) {
        const verdict = view.header.complete.end ? 'fail' : 'inconc';
        return [{ verdict, evidence, expected: EXPECTED, actual: 'nothing was passed on' }];
      }
      const [wanted, is] = [own.answer.body, answer.body];
      const actual = `${is.length} octets of ${wanted.length}, with status ${answer.status}`;
      return [{ verdict: equal(wanted, is) ? 'pass' : 'fail', evidence, expected: EXPECTED, actual }];
    });
  },
  accepts: [
    `let B = pattern(3000)
     handset > gateway http method=GET target=http://a.example/x
     gateway > origin  http method=GET target=/x host=a.example
     origin  > gateway http http-status=200 body=B
     gateway > handset http http-status=200 body=B`,
  ],
  inconclusive: [
    `let B = pattern(3000)
     handset > gateway http method=GET target=http://a.example/x
     gateway > origin  http method=GET target=/x host=a.example
     origin  > gateway http http-status=200 body=B
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# truncated
     let B = pattern(3000)
     handset > gateway http method=GET target=http://a.example/x
     gateway > origin  http method=GET target=/x host=a.example
     origin  > gateway http http-status=200 body=B
     gateway > handset http http-status=200 body=B[0..1400]`,
  ],
});
