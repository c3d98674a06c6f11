import { expect, test } from '@playwright/test';
import type { Actor } from '../../core/actor.ts';
import { makeReactor } from '../reactor.ts';
import { rehearse } from '../rehearsal.ts';
import { makeDeadlines, type Deadlines } from './deadlines.ts';

test('each ends when its time is over, those of one length behind one timer', () => {
  const ended: string[] = [];
  let deadlines: Deadlines | null = null;
  const actor: Actor = makeReactor((reactor) => {
    deadlines = makeDeadlines({ reactor, due: (id) => void ended.push(`${id} at ${reactor.nowUs() / 1000}`) });
    return {
      started: () => {
        for (const id of [1, 2, 3]) deadlines?.set(id, 100);
        deadlines?.set(4, 50);
      },
      accepted: () => undefined,
      command: (verb, { id, limitMs }) => {
        if (verb === 'set') deadlines?.set(Number(id), Number(limitMs));
        else deadlines?.clear(Number(id), Number(limitMs));
      },
    };
  });
  const rehearsal = rehearse(actor);
  const tell = (verb: string, id: number, limitMs: number): void =>
    void rehearsal.tell({ kind: 'command', verb, arguments: { id, limitMs } });
  rehearsal.start();
  rehearsal.pass(30_000);
  tell('set', 5, 100);
  tell('clear', 1, 100);
  tell('clear', 2, 100);
  rehearsal.pass(200_000);
  expect(ended).toEqual(['4 at 50', '3 at 100', '5 at 130']);
  tell('set', 6, 100);
  tell('clear', 6, 100);
  rehearsal.pass(200_000);
  expect(ended).toHaveLength(3);
  expect(rehearsal.effects.filter(({ kind }) => kind === 'setTimer').length).toBe(4);
});
