import { writeSync } from 'node:fs';
import type { Actor, Effect } from '../../../core/actor.ts';
import { makeRng } from '../../../core/rng.ts';
import { makeReferencePpg } from '../../../reference-impl/ppg/ppg.ts';
import { referencePolicy } from '../../../reference-impl/ppg/policy.ts';
import { makeLinks } from '../../links.ts';
import { toySettings } from '../../test-settings.ts';
import { makeHost, openDoor } from '../host.ts';
import { openStore } from '../store/store.ts';
import { LIFE_VARIABLE, type Life } from './life.ts';

const HOST = '127.0.0.1';
const STDOUT = 1;

/** Performs what comes before effect number `dieAt`, and then nothing ever again. */
function mortal(actor: Actor, dieAt: number): Actor {
  let effects = 0;
  let isDying = false;
  return {
    react: (input, nowUs) => {
      if (isDying) return [];
      const wanted = actor.react(input, nowUs);
      const left = dieAt - 1 - effects;
      effects += wanted.length;
      const last = wanted[left];
      if (last === undefined) return wanted;
      isDying = true;
      queueMicrotask(() => {
        writeSync(STDOUT, `dies in place of effect ${dieAt}, ${nameOf(last)}\n`);
        process.kill(process.pid, 'SIGKILL');
      });
      // What one reaction persists is stored together or not at all.
      return wanted.slice(0, left).filter(({ kind }) => kind !== 'persist');
    },
  };
}

function nameOf(effect: Effect): string {
  return effect.kind === 'send' ? `send ${effect.connection.replace(/[ -]?\d+$/, '')}` : effect.kind;
}

async function live({ store: folder, papPort, smscPort, notifyPort, dieAt }: Life): Promise<void> {
  const { server } = await openDoor({ host: HOST, port: papPort });
  const ports: Readonly<Record<string, number>> = {
    'ppg.pap': papPort,
    'smsc.smpp': smscPort,
    'pi.notify': notifyPort,
  };
  const fail = (error: unknown): void => {
    throw error;
  };
  const host = makeHost({
    party: 'ppg',
    make: (epochUtc) => {
      const address = { of: (service: string) => ({ host: HOST, port: ports[service] ?? 0 }) };
      const actor = makeReferencePpg(referencePolicy)(address, { ...toySettings, epochUtc });
      return dieAt === null ? actor : mortal(actor, dieAt);
    },
    doors: new Map([['ppg.pap', server]]),
    isTls: () => false,
    links: makeLinks(new Map(), makeRng(1)),
    store: openStore(folder, fail),
    presented: () => undefined,
    failed: fail,
  });
  host.start();
  writeSync(STDOUT, 'lives\n');
}

await live(JSON.parse(process.env[LIFE_VARIABLE] ?? '{}') as Life);
