import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { fromLatin1, latin1 } from '../octets.ts';
import { buildControl, parseControl } from './control.ts';
import type { ControlElement } from './control.ts';
import { escapeXml } from './xml.ts';

type Golden = { readonly pap: { readonly documents: Readonly<Record<string, string>> } };
const { documents } = (JSON.parse(readFileSync('fixtures/golden/examples.json', 'utf8')) as Golden).pap;

const ADDRESS: ControlElement = {
  name: 'address',
  attributes: { 'address-value': 'WAPPUSH=+8613912345678/TYPE=PLMN@ppg.example.com' },
};
const QUALITY: ControlElement = {
  name: 'quality-of-service',
  attributes: {
    priority: 'high',
    'delivery-method': 'unconfirmed',
    network: 'GSM',
    'network-required': 'false',
    bearer: 'SMS',
    'bearer-required': 'true',
  },
};

function complaints(text: string): readonly string[] {
  return parseControl(fromLatin1(text)).problems.map(({ field, what }) => `${field}: ${what}`);
}

/** A push-message in a PAP 2.0 document. */
function push(attributes: string, children = '<address address-value="a"/>', version = '2.0'): string {
  return `<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP ${version}//EN" "pap.dtd"><pap><push-message ${attributes}>${children}</push-message></pap>`;
}

const operations: readonly (readonly [document: string, operation: string])[] = [
  ['push', 'push-message'],
  ['resp', 'push-response'],
  ['notify', 'resultnotification-message'],
  ['notifyfail', 'resultnotification-message'],
  ['notifyresp', 'resultnotification-response'],
  ['bad', 'badmessage-response'],
  ['dup', 'push-response'],
  ['sq', 'statusquery-message'],
  ['sqr', 'statusquery-response'],
  ['cm', 'cancel-message'],
  ['cr', 'cancel-response'],
];

test('every control entity of the examples is read without a problem', () => {
  assert.deepEqual(
    operations.map(([name]) => name),
    Object.keys(documents),
  );
  for (const [name, operation] of operations) {
    const control = parseControl(fromLatin1(documents[name] ?? ''));
    assert.deepEqual(control.problems, [], name);
    assert.equal(control.operation, operation);
    assert.equal(control.version, '2.0');
    assert.equal(control.supportedVersions, '2.0,1.*');
  }
});

test('attributes and children are those of the operation element', () => {
  const control = parseControl(fromLatin1(documents['push'] ?? ''));
  expect(control.attributes).toEqual({
    'push-id': '1@pi.example',
    'deliver-before-timestamp': '2026-01-02T04:04:05Z',
    'ppg-notify-requested-to': 'http://127.0.0.1:9101/notify',
    'progress-notes-requested': 'false',
  });
  expect(control.children.map(({ name }) => name)).toEqual(['address', 'quality-of-service']);
  expect(latin1(fromLatin1(documents['push'] ?? '').subarray(control.children[1]?.offset ?? 0)).slice(0, 20)).toBe(
    '<quality-of-service ',
  );
});

const sender = {
  'push-id': '1@pi.example',
  'sender-address': 'http://ppg.example.com/pap',
  'sender-name': 'pushproof-ppg',
};

const built: readonly (readonly [document: string, entity: Uint8Array])[] = [
  [
    'push',
    buildControl(
      'push-message',
      {
        'push-id': '1@pi.example',
        'deliver-before-timestamp': '2026-01-02T04:04:05Z',
        'deliver-after-timestamp': undefined,
        'ppg-notify-requested-to': 'http://127.0.0.1:9101/notify',
        'progress-notes-requested': 'false',
      },
      [
        ADDRESS,
        {
          name: 'quality-of-service',
          attributes: {
            priority: 'high',
            'delivery-method': 'unconfirmed',
            network: 'GSM',
            bearer: 'SMS',
            'bearer-required': 'true',
          },
        },
      ],
      { productName: 'pushproof-pi' },
    ),
  ],
  [
    'resp',
    buildControl('push-response', { ...sender, 'reply-time': '2026-01-02T03:04:05Z' }, [
      { name: 'response-result', attributes: { code: '1001', desc: 'Accepted for processing' } },
    ]),
  ],
  [
    'notify',
    buildControl(
      'resultnotification-message',
      {
        ...sender,
        'received-time': '2026-01-02T03:04:05Z',
        'event-time': '2026-01-02T03:04:09Z',
        'message-state': 'delivered',
        code: '1000',
        desc: 'OK',
      },
      [ADDRESS, QUALITY],
    ),
  ],
  [
    'notifyresp',
    buildControl('resultnotification-response', { 'push-id': '1@pi.example', code: '1000', desc: 'OK' }, [ADDRESS]),
  ],
  [
    'bad',
    buildControl(
      'badmessage-response',
      { code: '2000', desc: 'Bad request', 'bad-message-fragment': '<pap><push-mess' },
      [],
    ),
  ],
  ['sq', buildControl('statusquery-message', { 'push-id': '1@pi.example' }, [ADDRESS])],
  [
    'sqr',
    buildControl('statusquery-response', { 'push-id': '1@pi.example' }, [
      {
        name: 'statusquery-result',
        attributes: { 'message-state': 'pending', code: '1000', desc: 'OK' },
        children: [ADDRESS],
      },
    ]),
  ],
];

for (const [name, entity] of built) {
  test(`the document '${name}' of the examples is built octet for octet`, () => {
    expect(latin1(entity)).toBe(documents[name]);
  });
}

test('PAP 2.1 is declared with its own system identifier', () => {
  const entity = latin1(buildControl('cancel-message', { 'push-id': '1' }, [], { version: '2.1' }));
  expect(entity).toContain('"-//WAPFORUM//DTD PAP 2.1//EN" "http://www.openmobilealliance.org/tech/DTD/pap_2.1.dtd"');
});

const refused: readonly (readonly [why: string, text: string, complaint: string])[] = [
  [
    'an entity that expands',
    '<?xml version="1.0"?><!DOCTYPE pap [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]><pap product-name="&b;"/>',
    `doctype: '<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;"' in the internal subset is refused`,
  ],
  [
    'an external entity',
    '<!DOCTYPE pap [<!ENTITY e SYSTEM "file:///secret">]><pap><push-message push-id="&e;"/></pap>',
    'xml: undefined entity',
  ],
  ['a parameter entity', '<!DOCTYPE pap [%e;]><pap/>', "doctype: '%e;' in the internal subset is refused"],
  ['a push without address', push('push-id="1"', ''), 'push-message: lacks address in its place'],
  [
    'CONFIRMED in capitals',
    push('push-id="1"', '<address address-value="a"/><quality-of-service delivery-method="CONFIRMED"/>'),
    "delivery-method: 'CONFIRMED' is none of confirmed, preferconfirmed, unconfirmed, notspecified",
  ],
  ['a push without push-id', push(''), 'push-id: missing in push-message'],
  [
    'quality of service before the address',
    push('push-id="1"', '<quality-of-service/><address address-value="a"/>'),
    "push-message: has an element 'address' out of place",
  ],
  [
    'two qualities of service',
    push('push-id="1"', '<address address-value="a"/><quality-of-service/><quality-of-service/>'),
    'push-message: has 2 of quality-of-service',
  ],
  ['an unknown attribute in 2.0', push('push-id="1" colour="red"'), 'colour: is no attribute of push-message'],
  [
    'replacement in 1.0',
    push('push-id="1" replace-push-id="0"', undefined, '1.0'),
    'replace-push-id: is no attribute of push-message',
  ],
  [
    'an unknown element',
    push('push-id="1"', '<address address-value="a"/><colour/>'),
    "push-message: has an element 'colour' out of place",
  ],
  [
    'a time without seconds',
    push('push-id="1" deliver-before-timestamp="2026-01-02T03:04Z"'),
    "deliver-before-timestamp: '2026-01-02T03:04Z' is no YYYY-MM-DDThh:mm:ssZ",
  ],
  [
    'a time with a fraction',
    push('push-id="1" deliver-before-timestamp="2026-01-02T03:04:05.0Z"'),
    "deliver-before-timestamp: '2026-01-02T03:04:05.0Z' is no YYYY-MM-DDThh:mm:ssZ",
  ],
  [
    'the 29th of February of 2026',
    push('push-id="1" deliver-before-timestamp="2026-02-29T03:04:05Z"'),
    "deliver-before-timestamp: '2026-02-29T03:04:05Z' is no YYYY-MM-DDThh:mm:ssZ",
  ],
  ['text beside elements', push('push-id="1"', 'x<address address-value="a"/>'), 'push-message: has text'],
  ['a code of class 6', '<pap><badmessage-response code="6000"/></pap>', "code: '6000' is no status code"],
  [
    'an unknown state',
    '<pap><resultnotification-message push-id="1" message-state="Delivered" code="1000"><address address-value="a"/></resultnotification-message></pap>',
    "message-state: 'Delivered' is none of rejected, pending, delivered, undeliverable, expired, aborted, timeout, cancelled, unknown",
  ],
  [
    'a response without result',
    '<pap><push-response push-id="1"/></pap>',
    'push-response: lacks response-result in its place',
  ],
  ['two operations', '<pap><cancel-message push-id="1"/><cancel-message push-id="2"/></pap>', 'pap: has 2 elements'],
  [
    'no operation',
    '<pap/>',
    'pap: lacks push-message or push-response or cancel-message or cancel-response or resultnotification-message or resultnotification-response or statusquery-message or statusquery-response or ccq-message or ccq-response or badmessage-response',
  ],
  ['a part where an operation belongs', '<pap><address address-value="a"/></pap>', "pap: has an element 'address'"],
  ['another root', '<html><body/></html>', "pap: the root element is 'html'"],
  [
    'a document type of another root',
    '<!DOCTYPE html><pap><cancel-message push-id="1"/></pap>',
    'doctype: is not of pap',
  ],
  ['an unclosed tag', '<pap><cancel-message push-id="1"></pap>', 'xml: unexpected close tag'],
  ['NUL', '<pap><cancel-message push-id="1\0"/></pap>', 'xml: disallowed character'],
  ['a raw ampersand', '<pap><cancel-message push-id="a&b"/></pap>', 'xml: unexpected end'],
  ['octets that are not UTF-8', '<pap><cancel-message push-id="\xe9"/></pap>', 'encoding: is not utf-8'],
  ['an empty entity', '', 'xml: document must contain a root element'],
];

for (const [why, text, complaint] of refused) {
  test(`a control entity with ${why} has a problem`, () => {
    assert.ok(complaints(text).includes(complaint), complaints(text).join('\n'));
  });
}

test('a push-id is read although the document has problems', () => {
  expect(parseControl(fromLatin1(push('push-id="7" colour="red"', ''))).attributes['push-id']).toBe('7');
  expect(parseControl(fromLatin1('<pap><push-message push-id="7"><addr')).attributes['push-id']).toBe('7');
});

test('from 2.1 on attributes beyond the model are let through, wrong values of known ones are not', () => {
  expect(complaints(push('push-id="1" colour="red"', undefined, '2.1'))).toEqual([]);
  expect(complaints(push('push-id="1" progress-notes-requested="yes"', undefined, '2.1'))).toEqual([
    "progress-notes-requested: 'yes' is none of true, false",
  ]);
});

test('versions are told by either identifier, and the versions a party supports by an instruction anywhere', () => {
  const version = (doctype: string): string | null => parseControl(fromLatin1(`${doctype}<pap/>`)).version;
  expect(version('<!DOCTYPE pap PUBLIC "-//OMA//DTD PAP 2.1//EN" "x">')).toBe('2.1');
  expect(version('<!DOCTYPE pap SYSTEM "http://www.wapforum.org/DTD/pap_1.0.dtd">')).toBe('1.0');
  expect(version('<!DOCTYPE pap>')).toBe(null);
  expect(version('')).toBe(null);
  expect(parseControl(fromLatin1("<?wap-pap-ver supported-versions='1.0'?><pap/>")).supportedVersions).toBe('1.0');
});

test('a PI that leaves out the address of its answer is right, one that leaves out the push-id is not', () => {
  expect(complaints('<pap><resultnotification-response push-id="1" code="1000"/></pap>')).toEqual([]);
  expect(complaints('<pap><resultnotification-response code="1000"/></pap>')).toEqual([
    'push-id: missing in resultnotification-response',
  ]);
});

test('any value written is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (value) => {
      const control = parseControl(buildControl('cancel-message', { 'push-id': value }, []));
      assert.deepEqual(control.problems, []);
      const lossy = escapeXml(value).includes('\ufffd');
      if (!lossy) assert.equal(control.attributes['push-id'], value);
    }),
    { numRuns: 300 },
  );
});

test('every truncation of every example has a problem, but none an exception', () => {
  for (const text of Object.values(documents)) {
    const whole = fromLatin1(text);
    for (let end = 0; end < whole.length - 2; end += 3)
      assert.ok(parseControl(whole.subarray(0, end)).problems.length > 0, `${end}`);
  }
});

test('random markup is read without an exception', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<pap>',
      '<push-message ',
      'push-id="',
      '">',
      '/>',
      '</pap>',
      '<!DOCTYPE ',
      '[<?',
      '?>]>',
      '<![CDATA[',
      ']]>',
      '&#0;',
      '<!--',
      '&amp;',
      '&constructor;',
    ),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      (pieces) => void parseControl(new TextEncoder().encode(pieces.join(''))),
    ),
    { numRuns: 1_000 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => void parseControl(octets)),
    { numRuns: 500 },
  );
});
