import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { decodeHttp } from '../../wire/http/message.ts';
import { fromLatin1, latin1 } from '../../wire/octets.ts';
import { notifyTarget } from './notification.ts';
import { boundStage, p1, P1_CONTENT, P1_CONTROL, submission } from './stage.ts';
import type { Stage } from './stage.ts';

const ANSWER = [
  '<?xml version="1.0"?>',
  '<pap><resultnotification-response push-id="1@pi.example" code="1000"/></pap>',
].join('\r\n');

function answered(status: number, body: string): Uint8Array {
  const head = `HTTP/1.1 ${status} Whatever\r\nContent-Type: application/xml\r\nContent-Length: ${body.length}\r\n\r\n`;
  return fromLatin1(head + body);
}

function delivered(): Stage {
  const stage = boundStage();
  stage.post(p1('1@pi.example'));
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2 });
  return stage;
}

test('the result of P1 is posted like P3', () => {
  const stage = boundStage();
  stage.post(p1('1@pi.example'));
  stage.pass(900_000);
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2 });
  stage.notifications();
  const { method, target, body } = decodeHttp(stage.sent('notify 1')[0] ?? new Uint8Array());
  expect([method, target, stage.connects().get('notify 1')]).toEqual([
    'POST',
    '/notify',
    { host: '127.0.0.1', port: 9101 },
  ]);
  expect(latin1(body).replaceAll('\r\n', '\n')).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd" [<?wap-pap-ver supported-versions="2.0,1.*"?>]>',
      '<pap>',
      '<resultnotification-message push-id="1@pi.example" sender-address="http://127.0.0.1:9100/pap" sender-name="pushproof-ppg" received-time="2026-01-02T03:04:05Z" event-time="2026-01-02T03:04:05Z" message-state="delivered" code="1000" desc="OK">',
      '<address address-value="WAPPUSH=+8613912345678/TYPE=PLMN@ppg.example.com"/>',
      '<quality-of-service priority="high" delivery-method="unconfirmed" network="GSM" network-required="false" bearer="SMS" bearer-required="true"/>',
      '</resultnotification-message>',
      '</pap>',
      '',
    ].join('\n'),
  );
});

test('what the PI answers with 200 or 202 and PAP is not posted again', () => {
  for (const status of [200, 202]) {
    const stage = delivered();
    stage.notifications();
    stage.say('notify 1', answered(status, ANSWER));
    stage.pass(60_000_000);
    expect(stage.notifications()).toHaveLength(1);
    expect(stage.hasClosed('notify 1')).toBe(true);
  }
});

test('an unanswered notification is tried three times, after most of 100 and 200 ms', () => {
  const failures: readonly ((stage: Stage, connection: string) => void)[] = [
    (stage, connection) => void stage.close(connection),
    (stage, connection) => {
      stage.open(connection);
      stage.close(connection);
    },
    (stage, connection) => {
      stage.open(connection);
      stage.say(connection, answered(500, ANSWER));
    },
    (stage, connection) => {
      stage.open(connection);
      stage.say(connection, answered(200, ''));
    },
  ];
  for (const fail of failures) {
    const stage = delivered();
    fail(stage, 'notify 1');
    stage.pass(89_999);
    assert.ok(!stage.connects().has('notify 2'));
    stage.pass(1);
    fail(stage, 'notify 2');
    stage.pass(179_999);
    assert.ok(!stage.connects().has('notify 3'));
    stage.pass(1);
    fail(stage, 'notify 3');
    stage.pass(60_000_000);
    assert.ok(!stage.connects().has('notify 4'));
  }
  expect(failures).toHaveLength(4);
});

test('a PI that hangs holds up neither other notifications nor the SMSC', () => {
  const stage = boundStage();
  stage.post(p1('1'));
  stage.post(p1('2'));
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2 });
  stage.open('notify 1');
  stage.smsc({ command: 'data_sm_resp', sequence_number: 3 });
  expect(stage.connects().has('notify 2')).toBe(true);
});

test('without ppg-notify-requested-to, and for a refused push, nothing is posted', () => {
  const stage = boundStage();
  stage.post(submission(P1_CONTROL.replace(/ppg-notify-requested-to="[^"]*"/, ''), P1_CONTENT));
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2 });
  stage.post(p1('1@pi.example'));
  stage.pass(60_000_000);
  expect(stage.notifications()).toEqual([]);
});

test('notifications go to the configured listener over plain HTTP, with path and query, and nowhere else', () => {
  const configured = { host: '127.0.0.1', port: 9101 };
  const targets: readonly (readonly [string, string | null])[] = [
    ['http://127.0.0.1:9101/notify?a=1&b=%20', '/notify?a=1&b=%20'],
    ['HTTP://127.0.0.1:9101', '/'],
    ['http://127.0.0.1:9101?x', '/?x'],
    ['http://127.0.0.1:9102/notify', null],
    ['http://127.0.0.1/notify', null],
    ['http://localhost:9101/notify', null],
    ['http://127.0.0.1:9101@evil.example/', null],
    ['http://127.0.0.1:9101/a\r\nX: y', null],
    ['https://127.0.0.1:9101/notify', null],
    ['file:///etc/passwd', null],
    ['gopher://127.0.0.1:9101/', null],
    ['', null],
  ];
  for (const [url, expected] of targets) {
    const found = notifyTarget(url, configured);
    assert.equal(typeof found === 'string' ? null : found.target, expected, url);
  }
  expect(notifyTarget(null, configured)).toBe('nobody');
  expect(notifyTarget('http://pi.example:81/n', { host: '*', port: 0 })).toEqual({
    endpoint: { host: 'pi.example', port: 81 },
    target: '/n',
  });
});
