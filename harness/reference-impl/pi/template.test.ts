import { expect, test } from '@playwright/test';
import { expand, factsOf } from './template.ts';

const facts = factsOf({
  pushId: '1@pi.example',
  last: '0@pi.example',
  addresses: ['WAPPUSH=+1/TYPE=PLMN@h', 'WAPPUSH=+2/TYPE=PLMN@h'],
  numbers: ['1', '2'],
  specifier: 'h',
  notifyUrl: 'http://127.0.0.1:9/n?a=1&b=2',
  trapUrl: 'http://127.0.0.1:9/trap',
  host: '127.0.0.1:8',
  path: '/pap',
  authorization: null,
  utcIn: (seconds) => `in ${seconds} s`,
});

test('names between braces stand for what they name, an ampersand of a URL for its reference', () => {
  expect(expand('<a id="{push-id}" of="{last}" to="{address 2}" at="{notify}" by="{an hour ago}"/>', facts)).toBe(
    '<a id="1@pi.example" of="0@pi.example" to="WAPPUSH=+2/TYPE=PLMN@h" at="http://127.0.0.1:9/n?a=1&amp;b=2" by="in -3600 s"/>',
  );
});

test('text is repeated, and octets are said in hex; the rest is UTF-8', () => {
  expect(expand('{3*<a>}{hex 00ff}é', facts)).toBe('<a><a><a>\x00\xff\xc3\xa9');
});

test('an unknown name is a mistake of the case', () => {
  expect(() => expand('{push-idd}', facts)).toThrow(/one of push-id, last, address.*not push-idd/);
});

test('more than a case may ask for is refused', () => {
  expect(() => expand('{5000000*x}', facts)).toThrow(/at most 4194304 octets/);
});
