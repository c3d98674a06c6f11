import { notLater, type Occasion } from '../timing-kinds.ts';
import { defineForBothEnds, otherEnd } from './both-ends.ts';
import { writesOf } from './writes.ts';

/** A PDU of which the rest never comes is given up by a timer (AMB-21). What came of it only its sender knows. */
export default defineForBothEnds({
  requirement: 'SMPP-NCK-006',
  check: (view, { profile, viewOf }) => {
    const limitMs = profile.timers.readMs;
    if (limitMs === undefined) return [];
    const peer = viewOf(otherEnd(view.party));
    const occasions = writesOf(peer).unfinished.map((sent): Occasion => {
      const end = view.events.find(
        (event) => event.kind === 'closed' && event.connection === sent.connection && event.seq > sent.seq,
      );
      const tookUs = (end?.atUs ?? view.header.endUs) - sent.atUs;
      const came = end !== undefined ? 'yes' : view.header.complete.end ? 'no' : 'open';
      const evidence = end === undefined ? [sent] : [sent, end];
      return { tookUs, came, evidence, what: end === undefined ? 'not closed' : 'closed' };
    });
    return notLater(occasions, {
      limitMs,
      header: view.header,
      expected: `closed ${limitMs} ms after an unfinished PDU`,
    });
  },
  accepts: ['@1ms peer >x iut unknown raw=hex 00000010 000000\n @900ms iut ! peer closed'],
  inconclusive: ['@1ms peer >x iut unknown raw=hex 00000010 000000\n -- ends at @500ms --'],
  rejects: ['@1ms peer >x iut unknown raw=hex 00000010 000000\n @60000ms iut ! peer closed'],
});
