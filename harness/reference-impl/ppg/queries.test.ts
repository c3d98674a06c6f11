import { expect, test } from '@playwright/test';
import { boundStage, http, makeStage, p1, PROLOGUE } from './stage.ts';
import type { Stage } from './stage.ts';

const ADDRESS = '<address address-value="WAPPUSH=+8613912345678/TYPE=PLMN@ppg.example.com"/>';

/** Attributes of the answer's results, or of the answer itself where it has none. */
function ask(
  stage: Stage,
  operation: string,
  attributes: string,
  within: string,
): readonly Readonly<Record<string, string>>[] {
  const document = `${PROLOGUE}\r\n<pap><${operation} ${attributes}>${within}</${operation}></pap>`;
  const control = stage.post(http('POST', '/pap', 'application/xml', document))?.control;
  const results = control?.children.filter(({ name }) => name.endsWith('-result')) ?? [];
  return results.length > 0 ? results.map((result) => result.attributes) : [control?.attributes ?? {}];
}

test('a status query says pending while the transaction is suspended, and the result afterwards', () => {
  const stage = boundStage();
  stage.post(p1('1@pi.example'));
  const query = (): unknown => ask(stage, 'statusquery-message', 'push-id="1@pi.example"', ADDRESS);
  expect(query()).toEqual([{ 'message-state': 'pending', code: '1000', desc: 'OK' }]);
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2, command_status: 0xfe, headerOnly: true });
  expect(query()).toEqual([
    { 'event-time': '2026-01-02T03:04:05Z', 'message-state': 'undeliverable', code: '1000', desc: 'OK' },
  ]);
});

test('an unknown push-id is answered 2004 by its own response', () => {
  const stage = boundStage();
  expect(ask(stage, 'statusquery-message', 'push-id="x"', '')).toEqual([
    { 'message-state': 'unknown', code: '2004', desc: 'Push ID not found' },
  ]);
  expect(ask(stage, 'cancel-message', 'push-id="x"', '')).toEqual([{ code: '2004', desc: 'Push ID not found' }]);
});

test('a push that waits can be cancelled and ends so; one that is suspended cannot', () => {
  const stage = makeStage({ variant: [], smpp: { window: 1 }, policy: {} });
  stage.bind();
  stage.post(p1('suspended'));
  stage.post(p1('waits'));
  expect(ask(stage, 'cancel-message', 'push-id="suspended"', '')[0]?.['code']).toBe('2008');
  expect(ask(stage, 'cancel-message', 'push-id="waits"', '')[0]?.['code']).toBe('1000');
  expect(ask(stage, 'cancel-message', 'push-id="waits"', '')[0]?.['code']).toBe('2008');
  const [cancelled] = stage.notifications();
  expect(cancelled?.control?.attributes).toMatchObject({ 'push-id': 'waits', 'message-state': 'cancelled' });
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2 });
  expect(stage.submissions()).toHaveLength(1);
});

test('a capabilities query is answered 3001 and its query-id', () => {
  const stage = boundStage();
  expect(ask(stage, 'ccq-message', 'query-id="q7"', ADDRESS)).toEqual([
    { 'query-id': 'q7', code: '3001', desc: 'Not implemented' },
  ]);
});
