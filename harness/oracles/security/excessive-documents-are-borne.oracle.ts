import { defineOracle } from '../define.ts';
import { MARKER, postedBare } from '../odd-examples.ts';
import { survived, textOf } from '../survival.ts';

const MANY = 5_000;
const DEEP = postedBare(`<pap>${'<a>'.repeat(6_000)}`);

/** Excessive depth, attribute count or name length is answered or refused, and the next push is served. */
export default defineOracle({
  requirement: 'SEC-003',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    survived(view, context, {
      applies: (request) => {
        const text = textOf(request);
        if (text.length < MANY || !/<pap[\s>]/.test(text)) return false;
        return (
          (text.match(/<[a-z]/g)?.length ?? 0) > MANY ||
          (text.match(/="/g)?.length ?? 0) > MANY ||
          /<[A-Za-z]{5000}/.test(text)
        );
      },
      expected: 'an answer or a refusal, and the next push served',
    }),
  accepts: [
    `${DEEP}
     ppg > pi badmessage-response code=2000
     ${MARKER}`,
    `${DEEP}
     ppg > pi http http-status=413
     ${MARKER}`,
  ],
  inconclusive: [
    `${DEEP}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${DEEP}
     -- ends at @200000ms --`,
    `# that was its end
     ${DEEP.replace('pi > ppg http', 'pi > ppg http connection=c')}
     ppg ! pi closed connection=c pco=pap
     pi > ppg push-message push-id=m address=+15550100001 content=hex 77
     -- ends at @200000ms --`,
  ],
});
