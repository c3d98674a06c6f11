import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { fromLatin1 } from '../../wire/octets.ts';
import { parseControl } from '../../wire/pap/control.ts';
import { replacementIn, replaces } from './replacement.ts';
import type { PushRecord } from './store.ts';

const delivered = { state: 'delivered', code: 1000, desc: 'OK' };
const record: Pick<PushRecord, 'deliveries'> = {
  deliveries: [
    { key: '1', address: 'a', digits: '1', result: delivered, eventTime: '' },
    { key: '2', address: 'b', digits: '2', result: null, eventTime: '' },
  ],
};

function replacing(attributes: string): ReturnType<typeof replacementIn> {
  const control = parseControl(fromLatin1(`<pap><push-message push-id="2" ${attributes}/></pap>`));
  return replacementIn(control, (pushId) => (pushId === '1' ? record : undefined), replaces);
}

test('pending-only goes to those still pending, all to everybody, and both take the place of what is pending', () => {
  for (const [method, goesTo] of [
    ['pending-only', ['2']],
    ['all', ['1', '2', '3']],
  ] as const) {
    const found = replacing(`replace-push-id="1" replace-method="${method}"`);
    assert.ok('goesTo' in found);
    assert.deepEqual(['1', '2', '3'].filter(found.goesTo), goesTo);
    assert.deepEqual(
      found.replaced.map(({ key }) => key),
      ['2'],
    );
  }
});

test('an unknown push cannot be replaced, and a push that replaces nothing goes to everybody', () => {
  expect(replacing('replace-push-id="0"')).toEqual({ code: 2004, desc: 'Push ID not found' });
  const found = replacing('');
  assert.ok('goesTo' in found);
  expect([found.goesTo('9'), found.replaced]).toEqual([true, []]);
});
