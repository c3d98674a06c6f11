import { defineOracle } from '../define.ts';
import { fetches } from '../fetches.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';

/** The gateway bounds a fetch: within its time it answers, with an error of its own where need be, or closes. */
export default defineOracle({
  requirement: 'SEC-020',
  party: 'gateway',
  needs: ['fetch'],
  scope: 'run',
  check: (view, { profile }) => {
    const { header } = view;
    const occasions = fetches(view, 'server').map(({ request, response, answer, closed }): Occasion => {
      const end = response ?? closed;
      const tookUs = (end?.atUs ?? header.endUs) - request.atUs;
      const what = response === null ? (closed === null ? 'no answer' : 'closed') : `${answer?.status ?? 0}`;
      const came = end !== null ? 'yes' : header.complete.end ? 'no' : 'open';
      return { tookUs, came, evidence: end === null ? [request] : [request, end], what };
    });
    const limitMs = profile.timers.fetchMs;
    return notLater(occasions, { limitMs, header, expected: `an answer or a close within ${limitMs} ms` });
  },
  accepts: [
    `handset > gateway http method=GET target=http://a.example/x
     gateway > origin  http method=GET target=/x host=a.example
     @1900ms gateway > handset http http-status=504`,
    `handset > gateway http method=GET target=http://a.example/x
     gateway ! handset closed pco=fetch connection=fetch-1`,
  ],
  inconclusive: [
    `handset > gateway http method=GET target=http://a.example/x
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `handset > gateway http method=GET target=http://a.example/x
     gateway > origin  http method=GET target=/x host=a.example`,
  ],
});
