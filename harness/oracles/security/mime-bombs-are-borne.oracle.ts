import { defineOracle } from '../define.ts';
import { MARKER } from '../odd-examples.ts';
import { survived, textOf } from '../survival.ts';

const MANY = 1_000;
const LONG = 60_000;
const PARTS = `pi > ppg http method=POST header="Content-Type: multipart/related; boundary=b" body=text ${JSON.stringify(
  '--b\r\n\r\n\r\n'.repeat(1_100),
)}`;

/** Parts without number, a header line without end and parts in parts are answered or refused, and the next push is served. */
export default defineOracle({
  requirement: 'SEC-011',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    survived(view, context, {
      applies: (request) => {
        const text = textOf(request);
        if (!/\r\ncontent-type: *multipart/i.test(text.slice(0, 4_000))) return false;
        return (
          (text.match(/\n--/g)?.length ?? 0) > MANY ||
          (text.match(/content-type: *multipart/gi)?.length ?? 0) > 10 ||
          text.split('\n').some((line) => line.length > LONG && /^[A-Za-z-]+:/.test(line))
        );
      },
      expected: 'an answer or a refusal, and the next push served',
    }),
  accepts: [
    `${PARTS}
     ppg > pi badmessage-response code=2000
     ${MARKER}`,
  ],
  inconclusive: [
    `${PARTS}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${PARTS}
     -- ends at @200000ms --`,
  ],
});
