import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { fromHex } from '../../wire/octets.ts';
import { decodePdu } from '../../wire/smpp/pdu.ts';
import { makeReactor } from '../reactor.ts';
import { rehearsalSettings, rehearse } from '../rehearsal.ts';
import { referencePolicy } from './policy.ts';
import type { Session } from './session.ts';
import { makeSuspension } from './suspension.ts';
import type { Suspension } from './suspension.ts';
import { makeWaitingLine } from './waiting-line.ts';

const MANY = 100_000;

test('a hundred thousand suspended transactions resume in reverse order, in time linear in their number', () => {
  const { profile } = rehearsalSettings([], { window: MANY });
  const ended: string[] = [];
  let sequence = 0;
  const session: Session = {
    start: () => undefined,
    adopt: () => undefined,
    stop: () => undefined,
    disconnect: () => undefined,
    bound: () => true,
    enquire: () => undefined,
    request: () => {
      sequence += 1;
      return sequence;
    },
  };
  const parts: { suspension?: Suspension } = {};
  const actor = makeReactor((reactor) => {
    const policy = { ...referencePolicy, submissions: () => [{ command: 'data_sm' }] };
    parts.suspension = makeSuspension({
      reactor,
      policy,
      profile,
      variantOf: () => [],
      altered: (_, pdu) => pdu,
      session: () => session,
    });
    return { started: () => undefined, accepted: () => undefined, command: () => undefined };
  });
  rehearse(actor).start();
  const { suspension } = parts;
  assert.ok(suspension !== undefined);
  const push = fromHex('01 06 01 83');
  for (let key = 1; key <= MANY; key += 1) {
    const result = ({ state }: { readonly state: string }): void => void ended.push(`${key} ${state}`);
    suspension.add({
      key: String(key),
      push,
      destination: '1',
      rank: 1,
      notBeforeUs: null,
      deadlineUs: null,
      attempts: 0,
      noted: () => undefined,
      ended: result,
    });
  }
  const response = decodePdu(fromHex('00000011 80000103 00000000 00000001 00'));
  for (let key = MANY; key >= 1; key -= 1) suspension.response({ ...response, sequence_number: key });
  expect(ended).toHaveLength(MANY);
  expect([ended[0], ended.at(-1)]).toEqual([`${MANY} delivered`, '1 delivered']);
});

test('a waiting line keeps its order over a hundred thousand entries that come and go', () => {
  const line = makeWaitingLine<number>(() => 1);
  let taken = 0;
  for (let item = 0; item < MANY; item += 1) {
    line.add(item);
    if (item % 3 === 0) continue;
    assert.equal(line.take(), taken);
    taken += 1;
  }
  for (; taken < MANY; taken += 1) assert.equal(line.take(), taken);
  expect(line.take()).toBeUndefined();
});
