import { defineOracle } from '../define.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import { pdusOf, statusOf } from '../submissions.ts';
import { notEarlier, type Occasion } from '../timing-kinds.ts';

/** No more binds than ten a second, averaged over so long. */
const MAX_BINDS = 50;
const AVERAGED_US = 5_000_000;
/** The pause of ten binds a second: all that is asked of a PPG whose profile states none. */
const LEAST_PAUSE_MS = 100;

/** A bind that was refused is repeated after a pause; another form of bind may be tried at once, but not for ever. */
export default defineOracle({
  requirement: 'SMPP-SES-011',
  party: 'ppg',
  needs: ['smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const isStated = profile.target === null || profile.statedTimers.includes('backoffMs');
    const limitMs = isStated ? profile.timers.backoffMs : Math.min(profile.timers.backoffMs, LEAST_PAUSE_MS);
    const expected = `${limitMs} ms between a refused bind and the next one of its form`;
    const all = pdusOf(view).filter(({ message }) => message.name.startsWith('bind_'));
    const binds = all.filter(({ direction, message }) => direction === 'out' && !isResponse(message.pdu));
    const refusals = all.filter(({ direction, message }) => direction === 'in' && isResponse(message.pdu));
    const occasions = refusals
      .filter((refusal) => statusOf(refusal) !== 0)
      .flatMap((refusal): readonly Occasion[] => {
        const next = binds.find(
          ({ seq, message }) => seq > refusal.seq && `${message.name}_resp` === refusal.message.name,
        );
        if (next === undefined) return [];
        const tookUs = next.atUs - refusal.atUs;
        return [{ tookUs, came: 'yes', evidence: [refusal, next], what: 'bound again' }];
      });
    const flood = binds.find(
      (bind, at) => (binds[at + MAX_BINDS]?.atUs ?? Number.POSITIVE_INFINITY) - bind.atUs < AVERAGED_US,
    );
    const findings = notEarlier(occasions, { limitMs, header: view.header, expected });
    if (flood === undefined) return findings;
    return [...findings, { verdict: 'fail', evidence: [flood], expected, actual: `${MAX_BINDS} binds within 5 s` }];
  },
  accepts: [
    `ppg  > smsc bind_transmitter      sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1 status=0x0d header_only
     @3000ms ppg  > smsc bind_transmitter sequence_number=1 connection=smpp-2`,
  ],
  rejects: [
    `ppg  > smsc bind_transmitter      sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1 status=0x0d header_only
     ppg  > smsc bind_transmitter      sequence_number=2`,
  ],
});
