import type { Actor, Effect } from '../../core/actor.ts';
import { decodePdu } from '../../wire/smpp/pdu.ts';
import { defineFake } from '../define.ts';

/** Longer than a link check may take, shorter than its peer has patience (linkMs of the built-in chain is 500). */
const LATER_US = 700_000;

export default defineFake({
  role: 'ppg',
  summary: 'answers enquire_link behind the transaction that is suspended',
  violates: ['SMPP-SES-007'],
  also: ['SMPP-SES-012', 'SMPP-HDR-004'],
  wrap: (reference: Actor): Actor => {
    let suspended = 0;
    let held: Effect[] = [];
    return {
      react: (input, nowUs) => {
        if (input.kind === 'timer' && input.timer === 'held link check') {
          const due = held;
          held = [];
          return due;
        }
        const effects: Effect[] = [];
        if (input.kind === 'octets' && isSubmission(input.octets, 'response')) suspended += -1;
        for (const effect of reference.react(input, nowUs)) {
          if (effect.kind === 'send' && isSubmission(effect.octets, 'submit')) suspended += 1;
          const waits =
            suspended > 0 && effect.kind === 'send' && decodePdu(effect.octets).command === 'enquire_link_resp';
          if (!waits) {
            effects.push(effect);
            continue;
          }
          held.push(effect);
          effects.push({ kind: 'setTimer', timer: 'held link check', afterUs: LATER_US });
        }
        return effects;
      },
    };
  },
});

function isSubmission(octets: Uint8Array, what: 'submit' | 'response'): boolean {
  const { command } = decodePdu(octets);
  return (what === 'submit' ? /^(submit|data)_sm$/ : /^(submit|data)_sm_resp$/).test(command);
}
