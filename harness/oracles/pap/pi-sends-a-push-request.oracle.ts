import { defineOracle } from '../define.ts';
import { papOf, type PapEvent } from '../pushes.ts';

/** What a PI sends a PPG besides pushes (PAP 8.3 to 8.5). */
const OTHER_OPERATIONS: readonly string[] = ['cancel-message', 'statusquery-message', 'ccq-message'];
const EXPECTED = 'a POST of a push-message, valid against PAP, with its content';

/** What the PI sends the PPG is a PAP push request: a valid control entity and the content that it is about. */
export default defineOracle({
  requirement: 'STP-01',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    papOf(view)
      .filter(({ direction, message }) => direction === 'out' && message.pap.http.kind === 'request')
      .filter(({ message }) => !OTHER_OPERATIONS.includes(message.name))
      .map((request) => {
        const wrong = whatIsWrong(request);
        return {
          verdict: wrong === null ? 'pass' : 'fail',
          evidence: [request],
          expected: EXPECTED,
          actual: wrong ?? 'a push-message with content',
        };
      }),
  accepts: [
    `pi > ppg push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=pattern(60)`,
    `# refused: the PPG's matter; asked about: another operation
     pi  > ppg push-message  push-id=1 address=+15550100001 content-type=text/plain content=text "abc"
     ppg > pi  push-response push-id=1 code=2007
     pi  > ppg statusquery-message push-id=1`,
  ],
  rejects: [
    `# the bare service indication
     pi > ppg http method=POST target=/pap content-type=text/vnd.wap.si body=text "<si><indication href='http://a.example/'>Mail</indication></si>"`,
    `# no address
     pi > ppg push-message push-id=1 content-type=text/plain content=text "abc"`,
    `pi > ppg push-message method=PUT push-id=1 address=+15550100001 content-type=text/plain content=text "abc"`,
  ],
});

function whatIsWrong({ message: { name, pap } }: PapEvent): string | null {
  const { http, control, content } = pap;
  if (http.method !== 'POST') return `the method is ${http.method.slice(0, 20)}`;
  if (control === null)
    return pap.problems[0] === undefined ? 'no control entity' : `no control entity: ${pap.problems[0].what}`;
  if (name !== 'push-message') return `the operation is ${control.operation ?? 'none'}`;
  if (content === null) return 'no content';
  const [problem] = control.problems;
  return problem === undefined ? null : `${problem.field} ${problem.what}`;
}
