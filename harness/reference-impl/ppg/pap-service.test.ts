import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { decodeHttp } from '../../wire/http/message.ts';
import { fromLatin1, latin1 } from '../../wire/octets.ts';
import { boundStage, http, p1, P1_CONTENT, P1_CONTROL, PROLOGUE, SI_TEXT, submission } from './stage.ts';
import type { Stage } from './stage.ts';

/** HTTP status, and operation with code of the PAP answer if there is one. */
function answer(stage: Stage, request: Uint8Array): string {
  const pap = stage.post(request);
  const { control } = pap ?? { control: null };
  const code = control?.attributes['code'] ?? control?.children[0]?.attributes['code'] ?? '';
  return control === null ? String(pap?.http.status) : `${pap?.http.status} ${control.operation} ${code}`;
}

test('P1 is answered like P2', () => {
  const stage = boundStage();
  stage.post(p1('1@pi.example'));
  const [response = new Uint8Array()] = stage.sent('pi 1');
  const { status, reason, headers, body } = decodeHttp(response);
  expect([status, reason]).toEqual([202, 'Accepted']);
  expect(headers).toContainEqual(['Content-Type', 'application/xml']);
  expect(latin1(body).replaceAll('\r\n', '\n')).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd" [<?wap-pap-ver supported-versions="2.0,1.*"?>]>',
      '<pap>',
      '<push-response push-id="1@pi.example" sender-address="http://127.0.0.1:9100/pap" sender-name="pushproof-ppg" reply-time="2026-01-02T03:04:05Z">',
      '<response-result code="1001" desc="Accepted for processing"/>',
      '</push-response>',
      '</pap>',
      '',
    ].join('\n'),
  );
});

test('what is no request for PAP is refused by HTTP alone', () => {
  const stage = boundStage();
  const refused: readonly (readonly [string, Uint8Array])[] = [
    ['404', http('POST', '/other', 'application/xml', P1_CONTROL)],
    ['405', http('GET', '/pap', 'application/xml', '')],
    ['415', http('POST', '/pap', 'text/plain', 'hello')],
    [
      '413',
      fromLatin1('POST /pap HTTP/1.1\r\nHost: h\r\nContent-Type: application/xml\r\nContent-Length: 1048577\r\n\r\n'),
    ],
    ['413', fromLatin1('POST /pap HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n')],
    ['400', fromLatin1('POST /pap HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde')],
  ];
  for (const [status, request] of refused) assert.equal(answer(stage, request), status);
  expect(stage.submissions()).toEqual([]);
});

test('what is no valid control entity is answered by badmessage-response 2000, another version by 3002', () => {
  const stage = boundStage();
  const multipart = 'multipart/related; boundary="b"; type="application/xml"';
  const control = (from: string, to: string): Uint8Array => submission(P1_CONTROL.replace(from, to), P1_CONTENT);
  const bad = '202 badmessage-response 2000';
  const refused: readonly (readonly [string, Uint8Array])[] = [
    [bad, http('POST', '/pap', 'application/xml', '')],
    [bad, http('POST', '/pap', 'multipart/related', 'x')],
    [bad, http('POST', '/pap', multipart, '--b\r\nContent-Type: application/xml\r\n\r\n' + P1_CONTROL)],
    [bad, http('POST', '/pap', 'application/xml', '<html/>')],
    [bad, http('POST', '/pap', 'application/xml', `${PROLOGUE}\r\n<pap><push-response push-id="1"/></pap>`)],
    [bad, control('</push-message>', '')],
    [bad, control('<address ', '<adress ')],
    [bad, control(' push-id="1@pi.example"', '')],
    [bad, control('priority="high"', 'priority="urgent"')],
    [bad, control('"2026-01-02T04:04:05Z"', '"2026-01-02T04:04:05+08:00"')],
    [bad, control('1@pi.example', 'x'.repeat(257))],
    ['202 badmessage-response 3002', control('DTD PAP 2.0', 'DTD PAP 9.9')],
    ['202 badmessage-response 3002', control('"2.0,1.*"', '"9.9"')],
  ];
  for (const [expected, request] of refused) assert.equal(answer(stage, request), expected, latin1(request));
  expect(stage.submissions()).toEqual([]);
});

test('a push that this PPG cannot serve is refused with the code of pap.md 5', () => {
  const stage = boundStage();
  const control = (from: string, to: string): Uint8Array => submission(P1_CONTROL.replace(from, to), P1_CONTENT);
  const content = (text: string): Uint8Array => submission(P1_CONTROL, text);
  const address = 'WAPPUSH=+8613912345678/TYPE=PLMN@ppg.example.com';
  const refused: readonly (readonly [number, Uint8Array])[] = [
    [2000, http('POST', '/pap', 'application/xml', P1_CONTROL)],
    [2002, control(address, 'WAPPUSH=8613912345678/TYPE=PLMN@h')],
    [2002, control(address, 'WAPPUSH=+8613912345678')],
    [2002, control(address, 'WAPPUSH=+123456789012345678901/TYPE=PLMN@h')],
    [2003, control(address, 'WAPPUSH=john/TYPE=USER@h')],
    [2001, control('2026-01-02T04:04:05Z', '2026-01-01T03:04:05Z')],
    [2000, control(' progress-notes', ' deliver-after-timestamp="2026-01-02T04:04:06Z" progress-notes')],
    [3009, control('network="GSM"', 'network="PDC" network-required="true"')],
    [3010, control('bearer="SMS"', 'bearer="CSD"')],
    [2004, control(' progress-notes', ' replace-push-id="0@pi.example" progress-notes')],
    [2001, control('http://127.0.0.1:9101/notify', 'file:///etc/passwd')],
    [2001, control('http://127.0.0.1:9101/notify', 'http://127.0.0.1:22/')],
    [2000, content('X-Wap-Application-Id: x-wap-application:wml.ua\r\n\r\n' + SI_TEXT)],
    [2000, content('Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n*')],
    [3006, content(P1_CONTENT.replace('</si>', ''))],
    [3006, content(P1_CONTENT.replace('You have', 'You & have'))],
    [3006, content(P1_CONTENT.replace('</indication>', '</indication><other/>'))],
    [3006, content(P1_CONTENT.replace('signal-high', 'signal-highest'))],
    [3006, content(P1_CONTENT.replace('2026-01-09T00:00:00Z', 'tomorrow'))],
  ];
  for (const [code, request] of refused) {
    assert.equal(answer(stage, request), `202 push-response ${code}`, latin1(request));
  }
  expect(stage.submissions()).toEqual([]);
});

test('after each refusal a plain push is still accepted, and its address may be spelled freely', () => {
  const stage = boundStage();
  const spellings = [
    '/WAPPUSH=+86-139.1234-5678/TYPE=PLMN/@ppg.example.com',
    'wappush=+8613912345678/type=PLMN@ppg.example.com',
    'WAPPUSH=+8613912345678/TYPE=PLMN',
  ];
  for (const [index, spelling] of spellings.entries()) {
    const control = P1_CONTROL.replace('1@pi', `${index}@pi`).replace(/WAPPUSH=[^"]*/, spelling);
    assert.equal(answer(stage, submission(control, P1_CONTENT)), '202 push-response 1001', spelling);
  }
  const destinations = stage.submissions().map(({ fields }) => fields['destination_addr']);
  expect(destinations).toEqual(['8613912345678', '8613912345678', '8613912345678']);
});

test('a push-id is taken until its push is final, and for a day after', () => {
  const stage = boundStage();
  expect(answer(stage, p1('1@pi.example'))).toBe('202 push-response 1001');
  expect(answer(stage, p1('1@pi.example'))).toBe('202 push-response 2007');
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2 });
  expect(answer(stage, p1('1@pi.example'))).toBe('202 push-response 2007');
  expect(stage.submissions()).toHaveLength(1);
});

test('two requests in one read are answered in order on one connection that stays', () => {
  const stage = boundStage();
  const keepAlive = (pushId: string): string => latin1(p1(pushId)).replace('Connection: close\r\n', '');
  stage.accept('kept', 'ppg.pap');
  stage.say('kept', fromLatin1(keepAlive('1@pi.example') + keepAlive('2@pi.example')));
  const answers = stage.sent('kept').map((octets) => /push-id="([^"]*)"/.exec(latin1(octets))?.[1]);
  expect(answers).toEqual(['1@pi.example', '2@pi.example']);
  expect(stage.hasClosed('kept')).toBe(false);
  stage.pass(10_000_000);
  expect(stage.hasClosed('kept')).toBe(true);
});

test('a request in single octets is read like one in a piece', () => {
  const stage = boundStage();
  stage.accept('slow', 'ppg.pap');
  for (const octet of p1('1@pi.example')) stage.say('slow', Uint8Array.of(octet));
  expect(stage.sent('slow')).toHaveLength(1);
  expect(stage.submissions()).toHaveLength(1);
});
