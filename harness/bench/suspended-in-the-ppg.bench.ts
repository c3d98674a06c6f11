import { setImmediate } from 'node:timers/promises';
import type { Effect, Input } from '../core/actor.ts';
import { assert } from '../core/assert.ts';
import { referencePolicy } from '../reference-impl/ppg/policy.ts';
import { makeReferencePpg } from '../reference-impl/ppg/ppg.ts';
import { P1_CONTENT, P1_CONTROL, submission } from '../reference-impl/ppg/stage.ts';
import { rehearsalAddresses, rehearsalSettings } from '../reference-impl/rehearsal.ts';
import { decodePdu, encodePdu } from '../wire/smpp/pdu.ts';
import { defineBench, quantile } from './define.ts';

const MANY = 10_000;
/** Pushes whose answers are timed, of each PPG in turn. */
const TIMED = 2_000;
const TURN = 50;
const HOUR_MS = 3_600_000;
const US = 1_000;

/** Transactions that are suspended must not make the PI wait for the answer to its next push. */
export default defineBench({
  title: `${MANY} suspended transactions in the PPG`,
  measure: async ({ nowMs }) => {
    const idle = openPpg();
    const busy = openPpg();
    for (let at = 0; at < MANY; at += 1) busy.push();
    // What is pushed for timing is answered by the SMSC at once, so that the idle one stays idle.
    const timed = (ppg: Ppg): number => {
      const beganMs = nowMs();
      const settle = ppg.push();
      const us = (nowMs() - beganMs) * US;
      settle();
      return us;
    };
    const times = { idle: [] as number[], busy: [] as number[] };
    for (let at = 0; at < TIMED; at += TURN) {
      for (let turn = 0; turn < TURN; turn += 1) times.idle.push(timed(idle));
      for (let turn = 0; turn < TURN; turn += 1) times.busy.push(timed(busy));
      await setImmediate();
    }
    return [0.5, 0.99].map((share) => ({
      name: `answer to a push beside ${MANY} suspended ones, ${share === 0.5 ? 'median' : 'p99'}`,
      value: quantile(times.busy, share),
      unit: 'us',
      baseline: quantile(times.idle, share),
      against: 'of an idle PPG',
    }));
  },
});

type Ppg = {
  /** Posts a push and submits it; what is given lets the SMSC answer it. */
  readonly push: () => () => void;
};

function openPpg(): Ppg {
  const { profile, ...settings } = rehearsalSettings(['data_sm'], { window: Number.MAX_SAFE_INTEGER });
  const timers = { ...profile.timers, transactionMs: HOUR_MS, responseMs: 2 * HOUR_MS };
  const limits = { ...profile.limits, submitPerSecond: Number.MAX_SAFE_INTEGER };
  const make = makeReferencePpg(referencePolicy);
  const actor = make(rehearsalAddresses, { ...settings, profile: { ...profile, timers, limits } });
  const tell = (input: Input): readonly Effect[] => actor.react(input, 0);
  const started = tell({ kind: 'started' });
  const session = started.find((effect) => effect.kind === 'connect')?.connection ?? '';
  const [bind] = sentOn(tell({ kind: 'opened', connection: session, service: 'peer' }), session);
  assert(bind !== undefined, 'the PPG binds once it is connected');
  const { command, sequence_number } = decodePdu(bind);
  const respond = (to: string, sequence: number, fields: Readonly<Record<string, string>>): readonly Effect[] => {
    const octets = encodePdu({ command: `${to}_resp`, sequence_number: sequence, fields });
    return tell({ kind: 'octets', connection: session, octets });
  };
  respond(command, sequence_number, { system_id: 'smsc' });
  let pushes = 0;
  return {
    push: () => {
      pushes += 1;
      const connection = `pi ${pushes}`;
      tell({ kind: 'opened', connection, service: 'ppg.pap' });
      const control = P1_CONTROL.replace('1@pi.example', `${pushes}@pi.example`)
        .replace(/ deliver-before-timestamp="[^"]*"/, '')
        .replace(/ ppg-notify-requested-to="[^"]*"/, '');
      const effects = tell({ kind: 'octets', connection, octets: submission(control, P1_CONTENT) });
      assert(sentOn(effects, connection).length > 0, 'the PI is answered at once');
      const [submitted] = sentOn(effects, session);
      assert(submitted !== undefined, 'the push is submitted at once');
      const request = decodePdu(submitted);
      tell({ kind: 'closed', connection, reason: 'answered' });
      return () => void respond(request.command, request.sequence_number, { message_id: '1' });
    },
  };
}

function sentOn(effects: readonly Effect[], connection: string): readonly Uint8Array[] {
  return effects.flatMap((effect) =>
    effect.kind === 'send' && effect.connection === connection ? [effect.octets] : [],
  );
}
