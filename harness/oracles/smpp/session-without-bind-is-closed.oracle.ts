import { defineOracle } from '../define.ts';
import { pdusOf } from '../submissions.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';

/** A connection on which nobody binds is closed when session_init_timer has run out (SMPP 3.4, 7.2; AMB-21). */
export default defineOracle({
  requirement: 'SMPP-SES-006',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const limitMs = profile.timers.sessionInitMs;
    if (limitMs === undefined) return [];
    const spoken = new Set(pdusOf(view).map(({ connection }) => connection));
    const occasions = view.events
      .filter(({ kind, pco, connection }) => kind === 'opened' && pco === 'smpp' && !spoken.has(connection))
      .map((opened): Occasion => {
        const end = view.events.find(({ kind, connection }) => kind === 'closed' && connection === opened.connection);
        const tookUs = (end?.atUs ?? view.header.endUs) - opened.atUs;
        const came = end !== undefined ? 'yes' : view.header.complete.end ? 'no' : 'open';
        const evidence = end === undefined ? [opened] : [opened, end];
        return { tookUs, came, evidence, what: end === undefined ? 'not closed' : 'closed' };
      });
    return notLater(occasions, {
      limitMs,
      header: view.header,
      expected: `closed ${limitMs} ms after it was opened, without a bind`,
    });
  },
  accepts: ['@1ms smsc ! ppg opened\n @900ms smsc ! ppg closed'],
  inconclusive: [
    '@1ms smsc ! ppg opened\n @400ms ppg > handset deliver_sm sequence_number=1 pco=sm\n -- ends at @500ms --',
  ],
  rejects: ['@1ms smsc ! ppg opened\n @60000ms smsc ! ppg closed'],
});
