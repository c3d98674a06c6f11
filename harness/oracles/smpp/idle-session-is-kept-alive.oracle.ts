import { defineOracle } from '../define.ts';
import type { View } from '../../trace/view.ts';
import type { Profile } from '../../core/profile.ts';
import { pdusOf, type PduMessage } from '../submissions.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';
import type { Finding } from '../../trace/finding.ts';
import { closing, sessionStates } from './exchanges.ts';

/** A PPG asks for a sign of life when its session has been idle for enquireMs, and gives the session up when none comes (SMPP 3.4, 7.2; AMB-21). */
export default defineOracle({
  requirement: 'SMPP-SES-008',
  party: 'ppg',
  needs: ['smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const { enquireMs } = profile.timers;
    if (enquireMs === undefined) return [];
    const sessions = sessionStates(view, ['smpp']).map(({ connection }) =>
      pdusOf(view).filter((one) => one.connection === connection),
    );
    const asking = notLater(
      sessions.flatMap((pdus) => idleTimes(pdus, enquireMs, view)),
      { limitMs: enquireMs, header: view.header, expected: `enquire_link after ${enquireMs} ms without a PDU` },
    );
    return [...asking, ...sessions.flatMap((pdus) => givenUp(pdus, profile, view))];
  },
  accepts: [
    `ppg  > smsc bind_transmitter      sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     @900ms ppg  > smsc enquire_link   sequence_number=2
     smsc > ppg  enquire_link_resp     sequence_number=2
     -- ends at @1000ms --`,
    `# nothing came, and the session was given up
     ppg  > smsc bind_transmitter      sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     @900ms ppg  > smsc enquire_link   sequence_number=2
     @2000ms ppg ! smsc closed`,
  ],
  inconclusive: [
    `ppg  > smsc bind_transmitter      sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     @900ms ppg  > smsc enquire_link   sequence_number=2
     -- ends at @1000ms --`,
  ],
  rejects: [
    `ppg  > smsc bind_transmitter      sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1`,
    `# never answered, never given up
     ppg  > smsc bind_transmitter      sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     @900ms ppg  > smsc enquire_link   sequence_number=2`,
  ],
});

/** The times between two PDUs of a bound session that are worth a sign of life. */
function idleTimes(pdus: readonly PduMessage[], enquireMs: number, view: View): readonly Occasion[] {
  const [, ...bound] = pdus;
  return bound.flatMap((last, at): readonly Occasion[] => {
    // While it is waited for an answer, the session is not idle.
    if (last.message.name === 'enquire_link' || /^unbind/.test(last.message.name)) return [];
    const next = bound[at + 1];
    const end = next === undefined ? closing(view, last) : undefined;
    const untilUs = next?.atUs ?? end?.atUs ?? view.header.endUs;
    const tookUs = untilUs - last.atUs;
    const isAsked = next !== undefined && next.direction === 'out' && next.message.name === 'enquire_link';
    if (!isAsked && tookUs <= enquireMs * 1_000) return [];
    const came = isAsked ? 'yes' : view.header.complete.end ? 'no' : 'open';
    return [
      {
        tookUs,
        came,
        evidence: next === undefined ? [last] : [last, next],
        what: isAsked ? 'enquire_link' : 'nothing asked',
      },
    ];
  });
}

/** What became of sessions on which an enquire_link was not answered. */
function givenUp(pdus: readonly PduMessage[], { timers }: Profile, view: View): readonly Finding[] {
  const occasions = pdus
    .filter(({ direction, message }) => direction === 'out' && message.name === 'enquire_link')
    .flatMap((asked): readonly Occasion[] => {
      const isAnswered = pdus.some(
        (one) =>
          one.direction === 'in' &&
          one.seq > asked.seq &&
          one.message.pdu.sequence_number === asked.message.pdu.sequence_number,
      );
      if (isAnswered) return [];
      const end = closing(view, asked);
      const tookUs = (end?.atUs ?? view.header.endUs) - asked.atUs;
      const came =
        end !== undefined ? 'yes' : tookUs > timers.responseMs * 1_000 && view.header.complete.end ? 'no' : 'open';
      return [{ tookUs, came, evidence: end === undefined ? [asked] : [asked, end], what: 'given up' }];
    });
  const expected = `a session without a sign of life given up ${timers.responseMs} ms later`;
  return notLater(occasions, { limitMs: timers.responseMs, header: view.header, expected });
}
