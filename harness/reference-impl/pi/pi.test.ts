import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { decodeHttp, header } from '../../wire/http/message.ts';
import { fromLatin1, latin1, toHex } from '../../wire/octets.ts';
import { decodePap } from '../../wire/pap/message.ts';
import type { PapMessage } from '../../wire/pap/message.ts';
import { rehearsalAddresses, rehearsalSettings, rehearse } from '../rehearsal.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { makeReferencePi } from './pi.ts';
import { referencePolicy } from './policy.ts';

function startedPi(): Rehearsal {
  const pi = rehearse(makeReferencePi(referencePolicy)(rehearsalAddresses, rehearsalSettings([], {})));
  pi.start();
  return pi;
}

/** The request of a push, once its connection is open. */
function pushed(pi: Rehearsal, args: Readonly<Record<string, unknown>>): PapMessage {
  pi.tell({ kind: 'command', verb: 'push', arguments: args });
  const connection = [...pi.connects().keys()].at(-1) ?? '';
  pi.open(connection);
  return decodePap(pi.sent(connection)[0] ?? new Uint8Array());
}

function notification(pushId: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd" [<?wap-pap-ver supported-versions="2.0,1.*"?>]>',
    '<pap>',
    `<resultnotification-message push-id="${pushId}" sender-address="http://ppg.example.com/pap" sender-name="pushproof-ppg" received-time="2026-01-02T03:04:05Z" event-time="2026-01-02T03:04:09Z" message-state="delivered" code="1000" desc="OK">`,
    '<address address-value="WAPPUSH=+8613912345678/TYPE=PLMN@ppg.example.com"/>',
    '<quality-of-service priority="high" delivery-method="unconfirmed" network="GSM" network-required="false" bearer="SMS" bearer-required="true"/>',
    '</resultnotification-message>',
    '</pap>',
    '',
  ].join('\r\n');
}

let connections = 0;

function notified(pi: Rehearsal, body: string, requestLine: string): Uint8Array {
  connections += 1;
  const connection = `ppg ${connections}`;
  pi.accept(connection, 'pi.notify');
  const head = `${requestLine} HTTP/1.1\r\nHost: h\r\nContent-Type: application/xml\r\nContent-Length: ${body.length}\r\n\r\n`;
  pi.say(connection, fromLatin1(head + body));
  return pi.sent(connection)[0] ?? new Uint8Array();
}

test('a push is posted like P1, over a connection of its own to the PPG', () => {
  const pi = startedPi();
  const { http, control, content, problems } = pushed(pi, { to: 'B', body: '0102', contentType: 'image/gif' });
  expect(pi.connects().get('push 1.1')).toEqual({ host: '127.0.0.1', port: 9100 });
  expect([http.method, http.target, header(http, 'connection'), header(http, 'host')]).toEqual([
    'POST',
    '/pap',
    'close',
    '127.0.0.1:9100',
  ]);
  expect(header(http, 'content-type')).toBe('multipart/related; boundary="pushproof-b1"; type="application/xml"');
  expect([...problems, ...http.problems, ...(control?.problems ?? [])]).toEqual([]);
  expect(latin1(http.body).replaceAll('\r\n', '\n')).toBe(
    [
      '--pushproof-b1',
      'Content-Type: application/xml',
      '',
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd" [<?wap-pap-ver supported-versions="2.0,1.*"?>]>',
      '<pap product-name="pushproof-pi">',
      '<push-message push-id="1-00000001@pi.pushproof" ppg-notify-requested-to="http://127.0.0.1:9101/notify" progress-notes-requested="false">',
      '<address address-value="WAPPUSH=+8613912345679/TYPE=PLMN@ppg.pushproof"/>',
      '<quality-of-service priority="medium" delivery-method="notspecified" network="GSM" bearer="SMS"/>',
      '</push-message>',
      '</pap>',
      '',
      '--pushproof-b1',
      'Content-Type: image/gif',
      '',
      '\x01\x02',
      '--pushproof-b1--',
      '',
    ].join('\n'),
  );
  expect(toHex(content?.body ?? new Uint8Array())).toBe('0102');
});

test('arguments of a push: several recipients, no notification, timestamps in whole seconds of UTC', () => {
  const pi = startedPi();
  pi.pass(1_500_000);
  const { control } = pushed(pi, {
    to: ['A', 'C', '+4915550100'],
    notify: false,
    priority: 'low',
    deliverBeforeMs: 2_000,
    deliverAfterMs: 500,
    body: '',
    applicationId: 'x-wap-application:wml.ua',
  });
  expect(control?.attributes).toEqual({
    'push-id': '1-00000001@pi.pushproof',
    'deliver-before-timestamp': '2026-01-02T03:04:09Z',
    'deliver-after-timestamp': '2026-01-02T03:04:07Z',
    'progress-notes-requested': 'false',
  });
  expect(control?.children.map(({ attributes }) => attributes['address-value'] ?? attributes['priority'])).toEqual([
    'WAPPUSH=+8613912345678/TYPE=PLMN@ppg.pushproof',
    'WAPPUSH=+8613912345680/TYPE=PLMN@ppg.pushproof',
    'WAPPUSH=+4915550100/TYPE=PLMN@ppg.pushproof',
    'low',
  ]);
});

test('a thousand pushes have a thousand push-ids', () => {
  const ids = new Set(Array.from({ length: 1_000 }, (_, i) => referencePolicy.pushId(i + 1, 0xdeadbeef)));
  expect(ids.size).toBe(1_000);
  expect(ids).toContain('1000-deadbeef@pi.pushproof');
});

test('content that contains the boundary gets another one', () => {
  const pi = startedPi();
  const { content, http } = pushed(pi, { body: toHex(fromLatin1('x\r\n--pushproof-b1\r\npushproof-b1x')) });
  expect(header(http, 'content-type')).toContain('boundary="pushproof-b1xx"');
  expect(latin1(content?.body ?? new Uint8Array())).toBe('x\r\n--pushproof-b1\r\npushproof-b1x');
});

test('a submission without an answer is repeated with the same push-id, twice, after 100 and 200 ms', () => {
  const pi = startedPi();
  pushed(pi, { body: '' });
  pi.close('push 1.1');
  pi.pass(100_000);
  pi.close('push 1.2');
  pi.pass(199_999);
  expect([...pi.connects().keys()]).toEqual(['push 1.1', 'push 1.2']);
  pi.pass(1);
  pi.open('push 1.3');
  expect(pi.sent('push 1.3').map(toHex)).toEqual(pi.sent('push 1.1').map(toHex));
  pi.close('push 1.3');
  pi.pass(60_000_000);
  expect([...pi.connects().keys()]).toEqual(['push 1.1', 'push 1.2', 'push 1.3']);
});

test('any HTTP answer ends the submission, whatever its code', () => {
  for (const code of ['1001', '2007', '1999', '4567']) {
    const pi = startedPi();
    pushed(pi, { body: '' });
    const body = `<pap><push-response push-id="1-00000001@pi.pushproof"><response-result code="${code}"/></push-response></pap>`;
    const head = `HTTP/1.1 202 Accepted\r\nContent-Type: application/xml\r\nContent-Length: ${body.length}\r\n\r\n`;
    pi.say('push 1.1', fromLatin1(head + body));
    expect(pi.hasClosed('push 1.1')).toBe(true);
    pi.pass(60_000_000);
    expect(pi.connects().size).toBe(1);
  }
});

test('P3 for a push of its own is answered like P5, and so is its repetition', () => {
  const pi = startedPi();
  pushed(pi, { body: '' });
  for (let time = 0; time < 2; time += 1) {
    const { status, body } = decodeHttp(notified(pi, notification('1-00000001@pi.pushproof'), 'POST /notify'));
    assert.equal(status, 202);
    assert.equal(
      latin1(body).replaceAll('\r\n', '\n'),
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd" [<?wap-pap-ver supported-versions="2.0,1.*"?>]>',
        '<pap>',
        '<resultnotification-response push-id="1-00000001@pi.pushproof" code="1000" desc="OK">',
        '<address address-value="WAPPUSH=+8613912345678/TYPE=PLMN@ppg.example.com"/>',
        '</resultnotification-response>',
        '</pap>',
        '',
      ].join('\n'),
    );
  }
  expect(pi.connects().size).toBe(1);
});

test('what is no notification of its own is answered by PAP, and the PI works on', () => {
  const pi = startedPi();
  pushed(pi, { body: '' });
  const answer = (body: string, requestLine: string): string => {
    const { http, control } = decodePap(notified(pi, body, requestLine));
    return control === null ? String(http.status) : `${control.operation} ${control.attributes['code']}`;
  };
  expect(answer(notification('foreign'), 'POST /notify')).toBe('resultnotification-response 2000');
  expect(answer(notification('x').slice(0, 400), 'POST /notify?a=b')).toBe('badmessage-response 2000');
  expect(answer('<pap><push-response push-id="1"/></pap>', 'POST /notify')).toBe('badmessage-response 2000');
  expect(answer('', 'POST /other')).toBe('404');
  expect(answer('', 'GET /notify')).toBe('405');
  expect(answer(notification('1-00000001@pi.pushproof'), 'POST /notify')).toBe('resultnotification-response 1000');
});
