import { defineOracle } from '../define.ts';
import { fetches, sameUrlBehindProxy } from '../fetches.ts';
import { pushes } from '../pushes.ts';
import { parseXml } from '../../wire/pap/xml.ts';
import { decodeMmsNotification } from '../../wire/wsp/mms-notification.ts';
import type { Finding } from '../../trace/finding.ts';
import type { Push } from '../pushes.ts';

const EXPECTED = '200 with the content, for a URL that was pushed';

/** The content server returns the content of a URL that its PI has pushed (step 13). */
export default defineOracle({
  requirement: 'STP-13',
  party: 'origin',
  needs: ['fetch'],
  scope: 'run',
  check: (view, { viewOf }) => {
    const pushed = pushes(viewOf('pi')).flatMap(urlsIn);
    return fetches(view, 'server').flatMap(({ request, url, response, answer, http, closed }): readonly Finding[] => {
      if (http.method !== 'GET' || !pushed.some((one) => sameUrlBehindProxy(one, url))) return [];
      const evidence = [request, ...(response === null ? [] : [response])];
      if (answer === null) {
        const isOver = closed !== null || view.header.complete.end;
        return [{ verdict: isOver ? 'fail' : 'inconc', evidence, expected: EXPECTED, actual: 'no answer' }];
      }
      const isContent = answer.status === 200 && answer.body.length > 0 && answer.problems.length === 0;
      const actual = `${answer.status} with ${answer.body.length} octets`;
      return [{ verdict: isContent ? 'pass' : 'fail', evidence, expected: EXPECTED, actual }];
    });
  },
  accepts: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=text "<sl href='http://a.example/x'/>"
     gateway > origin  http method=GET target=/x host=a.example
     origin  > gateway http http-status=200 body=hex 61`,
  ],
  rejects: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=text "<sl href='http://a.example/x'/>"
     gateway > origin  http method=GET target=/x host=a.example
     origin  > gateway http http-status=404`,
    `# nothing in it
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=text "<sl href='http://a.example/x'/>"
     gateway > origin  http method=GET target=/x host=a.example
     origin  > gateway http http-status=200`,
  ],
});

/** What a push leads to: the URL of an indication or a loading, or where a multimedia message waits. */
function urlsIn({ media, content, charset }: Push): readonly string[] {
  if (media === 'application/vnd.wap.mms-message') return [decodeMmsNotification(content).contentLocation];
  if (media !== 'text/vnd.wap.si' && media !== 'text/vnd.wap.sl') return [];
  const { root } = parseXml(content, charset);
  const indication = root?.children.find((child) => typeof child !== 'string' && child.name === 'indication');
  return [root, indication].flatMap((element) =>
    typeof element === 'object' ? (element?.attributes['href'] ?? []) : [],
  );
}
