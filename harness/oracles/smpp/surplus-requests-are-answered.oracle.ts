import { defineOracle } from '../define.ts';
import { submissions } from '../submissions.ts';
import { fateOf } from './exchanges.ts';
import { sidesOf } from './odd-requests.ts';
import type { Finding } from '../../trace/finding.ts';
import { named } from './owed.ts';

const EXPECTED = 'each request beyond the window refused by status (0x58, 0x14) or answered later';

/** More requests than the window are refused or answered later; none is lost (SMPP 3.4, statuses 0x58 and 0x14; AMB-06). */
export default defineOracle({
  requirement: 'SMPP-SES-013',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) => {
    const { window } = context.profile.smpp;
    const all = submissions(view);
    return all
      .filter(({ request }) => {
        const open = all.filter(
          (other) =>
            other.request.connection === request.connection &&
            other.request.seq < request.seq &&
            other.responses.every(({ seq }) => seq > request.seq),
        );
        return open.length >= window;
      })
      .map(({ request, responses }): Finding => {
        const fate = fateOf(request, responses, sidesOf(view, context));
        const [verdict, actual] =
          fate.kind === 'answered'
            ? (['pass', named(fate.by[0])] as const)
            : fate.kind === 'undecided'
              ? (['inconc', fate.why] as const)
              : (['fail', fate.kind === 'closed' ? 'the connection was closed' : 'never answered'] as const);
        return { verdict, evidence: [request, ...responses], expected: EXPECTED, actual };
      });
  },
  accepts: [
    `${requests(11)}
     smsc > ppg submit_sm_resp sequence_number=11 status=0x58 header_only`,
  ],
  inconclusive: [
    `${requests(11)}
     -- trace ends before the deadline --`,
  ],
  rejects: [requests(11)],
});

/** So many submissions at once. */
function requests(count: number): string {
  return Array.from(
    { length: count },
    (_, at) => `ppg > smsc submit_sm sequence_number=${at + 1} esm_class=0x02 message_payload=text "push"`,
  ).join('\n');
}
