import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { bound, deliverSm, type Stage } from './stage.ts';

const OK = ['00000000'];
const A = '8613912345678';

/** Push datagrams of any content: TID 01, Push, Content-Type application/vnd.wap.mms-message, and this body. */
const push = (body: string): string => `010601be${body.replace(/\s+/g, '')}`;

/** A segment with the port header for 2948 and an 8-bit concatenation IE. */
const segment = (part: string, data: string): string => `0b 05040b8423f0 0003${part} ${data}`;

function showsOf(stage: Stage, segments: readonly string[]): readonly string[] {
  for (const one of segments) assert.deepEqual(stage.deliver(one), OK, one);
  return stage.shown();
}

test('the segments of each worked push are acknowledged one by one and shown once, byte for byte', () => {
  let shown = 0;
  for (const [id, chain] of Object.entries(golden.chains)) {
    if (!('deliverSm' in chain)) continue;
    const handset = bound({});
    for (const pdu of chain.deliverSm) {
      assert.deepEqual(handset.shown(), [], `${id}: nothing before the last segment`);
      handset.say('sm-1', pdu);
      assert.deepEqual(handset.heard('sm-1'), [`0000001180000005000000000000${pdu.slice(28, 32)}00`], id);
    }
    // A cache operation is carried out, and not shown.
    assert.deepEqual(handset.shown(), id === 'E13' ? [] : [`${A} ${chain.wspPush.toLowerCase()}`], id);
    shown += 1;
  }
  expect(shown).toBe(17);
});

test('all 24 orders of four segments, each of them twice, show the same push once', () => {
  const parts = ['010203', '040506', '070809', '0a0b0c'].map((data, at) => {
    const content = at === 0 ? push(data) : data;
    return segment(`21 04 0${at + 1}`, content);
  });
  const orders = permutations([0, 1, 2, 3]);
  for (const order of orders) {
    const handset = bound({});
    const twice = [...order, ...order].map((at) => parts[at] ?? '');
    assert.deepEqual(showsOf(handset, twice), [`${A} 010601be0102030405060708090a0b0c`], order.join());
    const doubled = bound({});
    const eachTwice = order.flatMap((at) => [parts[at] ?? '', parts[at] ?? '']);
    assert.deepEqual(showsOf(doubled, eachTwice), [`${A} 010601be0102030405060708090a0b0c`], order.join());
  }
  expect(orders.length).toBe(24);
});

test('each header to be ignored is acknowledged and counts for no set', () => {
  // What stands in vectors W, before the same data; then whether a set with reference 21 and total 2 is open.
  const data = push('aabbcc');
  const vectors = [
    ['seq 0', `05 0003210200 ${data}`],
    ['seq 3 of 2', `05 0003210203 ${data}`],
    ['total 0', `05 0003210001 ${data}`],
    ['last IE one octet short', `06 0003210201 ${data}`],
    ['UDHL 140', `8c ${'00'.repeat(139)}`],
    ['UDHL 0', `00 ${data}`],
    ['IEDL 2', `04 00022102 ${data}`],
  ] as const;
  for (const [what, userData] of vectors) {
    const handset = bound({});
    assert.deepEqual(showsOf(handset, [userData, userData]), [], what);
    const rest = showsOf(handset, [`05 0003210202 dd`, `05 0003210201 ${data}`]);
    assert.deepEqual(rest, [`${A} ${data}dd`], `${what}, then a whole set`);
  }
  expect(vectors.length).toBe(7);
});

test('of two concatenation elements the last one counts', () => {
  const both = (index: number): string => `0b 000321020${index} 08041234020${index}`;
  const handset = bound({});
  expect(showsOf(handset, [`${both(1)} ${push('aa')}`, '06 08041234 0202 bb'])).toEqual([`${A} 010601beaabb`]);
  expect(showsOf(handset, [`${both(1)} ${push('aa')}`, '05 000321 0202 bb'])).toEqual([]);
});

test('originators, references, sizes of references, totals and ports are kept apart', () => {
  // two segments that must not make up one message
  const pairs = [
    ['reference', segment('21 02 01', push('aa')), segment('22 02 02', 'bb')],
    ['total', segment('21 02 01', push('aa')), segment('21 03 02', 'bb')],
    ['8 and 16 bits', `05 0003210201 ${push('aa')}`, '06 080400210202 bb'],
    ['destination port', segment('21 02 01', push('aa')), '0b 05040b8523f0 0003210202 bb'],
    ['source port', segment('21 02 01', push('aa')), '0b 05040b8423f1 0003210202 bb'],
    ['with and without ports', segment('21 02 01', push('aa')), '05 0003210202 bb'],
  ] as const;
  for (const [what, first, second] of pairs) {
    assert.deepEqual(showsOf(bound({}), [first, second]), [], what);
    assert.deepEqual(showsOf(bound({}), [second, first]), [], what);
  }
  const handset = bound({});
  handset.say('sm-1', deliverSm(1, segment('21 02 01', push('aa')), '3130363538303030'));
  handset.say('sm-1', deliverSm(2, segment('21 02 01', push('cc')), '3130363538303031'));
  handset.say('sm-1', deliverSm(3, segment('21 02 02', 'dd'), '3130363538303031'));
  expect(handset.shown()).toEqual([`${A} 010601beccdd`]);
  handset.say('sm-1', deliverSm(4, segment('21 02 02', 'bb'), '3130363538303030'));
  expect(handset.shown()).toEqual([`${A} 010601beaabb`]);
});

test('segments of 1/2, 2/3 and 2/2 complete only the set whose total they say', () => {
  const handset = bound({});
  const parts = [segment('33 02 01', push('aa')), segment('33 03 02', 'bb'), segment('33 02 02', 'cc')];
  expect(showsOf(handset, parts)).toEqual([`${A} 010601beaacc`]);
});

test('of conflicting contents of one index the first survives, in a set and after it', () => {
  const handset = bound({});
  const parts = [segment('33 02 01', push('aa')), segment('33 02 01', push('bb')), segment('33 02 02', 'cc')];
  expect(showsOf(handset, parts)).toEqual([`${A} 010601beaacc`]);
  // The same reference again with another content is another message.
  expect(showsOf(handset, [segment('33 02 01', push('dd')), segment('33 02 02', 'cc')])).toEqual([`${A} 010601beddcc`]);
});

test('an incomplete push shows nothing, and after the reassembly time its segments are gone', () => {
  const handset = bound({});
  expect(showsOf(handset, [segment('21 02 01', push('aa'))])).toEqual([]);
  handset.passMs(4_000);
  expect(showsOf(handset, [segment('21 02 02', 'bb')])).toEqual([]);
  handset.passMs(3_999);
  expect(showsOf(handset, [segment('21 02 01', push('cc'))])).toEqual([`${A} 010601beccbb`]);
});

test('a late repeat shows nothing within the reassembly time of completion', () => {
  const handset = bound({});
  const parts = [segment('21 02 01', push('aa')), segment('21 02 02', 'bb')];
  expect(showsOf(handset, parts)).toHaveLength(1);
  handset.passMs(3_999);
  expect(showsOf(handset, [...parts].reverse())).toEqual([]);
});

test('one of one is shown at once, and short middle segments and 255 parts in any order are put together', () => {
  const handset = bound({});
  expect(showsOf(handset, [segment('01 01 01', push('aa'))])).toEqual([`${A} 010601beaa`]);
  const uneven = [segment('02 03 01', push('aa')), segment('02 03 02', ''), segment('02 03 03', 'bbcc')];
  expect(showsOf(handset, uneven)).toEqual([`${A} 010601beaabbcc`]);
  const numbers = Array.from({ length: 255 }, (_, at) => ((at * 101) % 255) + 1);
  const hex = (octet: number): string => octet.toString(16).padStart(2, '0');
  const many = numbers.map((index) => segment(`03 ff ${hex(index)}`, index === 1 ? push('01') : hex(index)));
  const body = Array.from({ length: 255 }, (_, at) => hex(at + 1)).join('');
  expect(showsOf(handset, many)).toEqual([`${A} 010601be${body}`]);
});

test('order of elements and unknown elements do not matter', () => {
  const handset = bound({});
  const first = `0b 0003210201 05040b8423f0 ${push('aa')}`;
  const second = '0f 8002ffff 0003210202 05040b8423f0 bb';
  expect(showsOf(handset, [first, second])).toEqual([`${A} 010601beaabb`]);
});

test('the 65th open set is refused for lack of memory, and the handset goes on', () => {
  const handset = bound({});
  const first = (reference: number): string => `06 0804${reference.toString(16).padStart(4, '0')}0201 aa`;
  for (let reference = 0; reference < 64; reference += 1) assert.deepEqual(handset.deliver(first(reference)), OK);
  for (let reference = 64; reference < 1_000; reference += 1)
    assert.deepEqual(handset.deliver(first(reference)), ['00000014']);
  expect(showsOf(handset, ['06 080400000202 bb'])).toEqual([`${A} aabb`]);
  expect(handset.deliver(first(64))).toEqual(OK);
  handset.passMs(4_000);
  expect(handset.deliver(first(65))).toEqual(OK);
});

test('what comes to another port is acknowledged and dropped, and so is what is no readable push', () => {
  const dropped = [
    ['port 2949', `06 05040b8523f0 ${push('aa')}`],
    ['8-bit port 240', `04 0402f0f0 ${push('aa')}`],
    ['ConfirmedPush', '06 05040b8423f0 010701beaa'],
    ['HeadersLen 127, 6 octets left', '06 05040b8423f0 01067f03ae81eaaf82'],
    ['uintvar of more than 5 octets', '06 05040b8423f0 0106ffffffffff7fae'],
    ['unterminated string in an SI', '06 05040b8423f0 010601ae 02056a0045c60d036578616d70'],
  ] as const;
  for (const [what, userData] of dropped) assert.deepEqual(showsOf(bound({}), [userData]), [], what);
  expect(showsOf(bound({}), [`06 05040b8423f0 ${push('aa')}`])).toEqual([`${A} 010601beaa`]);
});

function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutations(items.filter((other) => other !== first)).map((others) => [first, ...others]),
  );
}
