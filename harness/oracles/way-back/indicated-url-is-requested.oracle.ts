import { confirmed } from '../confirmed.ts';
import { defineOracle } from '../define.ts';
import { fetches, sameUrl } from '../fetches.ts';
import type { Finding } from '../../trace/finding.ts';

/** How long a handset may take to ask, in µs. */
const ASKING_US = 2_000_000;

/** After confirmation the handset requests the indicated URL, or one that is the same by the rules for URLs (step 11). */
export default defineOracle({
  requirement: 'STP-11b',
  party: 'handset',
  needs: ['push', 'fetch'],
  scope: 'run',
  check: (view) =>
    confirmed(view).flatMap(({ event, url, fetched }): readonly Finding[] => {
      if (url === null || !/^https?:/i.test(url)) return [];
      const expected = `a request for ${url}`;
      const evidence = [event, ...fetched.map(({ request }) => request)];
      if (fetched.length > 0) return [{ verdict: 'pass', evidence, expected, actual: 'made' }];
      // What was fetched before may be kept.
      if (fetches(view, 'client').some(({ request, url: is }) => request.seq < event.seq && sameUrl(is, url)))
        return [];
      const isOver = view.header.complete.end && view.header.endUs >= event.atUs + ASKING_US;
      const other = fetches(view, 'client').find(({ request }) => request.seq > event.seq);
      const actual = other === undefined ? 'no request' : `no such request; the next is for ${other.url}`;
      const shown = other === undefined ? evidence : [...evidence, other.request];
      return [{ verdict: isOver ? 'fail' : 'inconc', evidence: shown, expected, actual }];
    }),
  accepts: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     user    > handset confirm octets=S
     handset > gateway http method=GET target=http://a.ex/x`,
    `# host in capitals, the default port, an escape that need not be (AMB-53)
     let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     user    > handset confirm octets=S
     handset > gateway http method=GET target=http://A.EX:80/%78`,
  ],
  inconclusive: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     user    > handset confirm octets=S
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# http://a.ex/X?b=1 in small letters
     let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 58 3f 62 3d 31 00 01 03 61 00 01 01
     user    > handset confirm octets=S
     handset > gateway http method=GET target=http://a.ex/x?b=1`,
    `# without its query
     let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 58 3f 62 3d 31 00 01 03 61 00 01 01
     user    > handset confirm octets=S
     handset > gateway http method=GET target=http://a.ex/X`,
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     user    > handset confirm octets=S`,
  ],
});
