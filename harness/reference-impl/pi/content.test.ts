import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { makeRng } from '../../core/rng.ts';
import { latin1, toHex } from '../../wire/octets.ts';
import { decodePush, encodePush } from '../../wire/wsp/push.ts';
import { transform } from '../ppg/transform.ts';
import type { ContentKind, PushContent } from './content.ts';
import { makeContent, MAX_WDP_OCTETS } from './content.ts';

const UTC = '2026-01-02T03:04:05Z';

/** The datagram that the reference PPG makes of a content part. */
function datagram({ contentType, applicationId, body }: PushContent): Uint8Array {
  const application: [string, string][] = applicationId === null ? [] : [['X-Wap-Application-Id', applicationId]];
  const result = transform({ headers: [['Content-Type', contentType], ...application], body, offset: 0 });
  if (result.kind === 'refused') throw new RangeError(result.desc);
  const { media, ...content } = result.content;
  return encodePush({ tid: 1, contentType: media, ...content });
}

function pushOf(kind: ContentKind, wdpOctets: number | null, seed: number): Uint8Array {
  return datagram(makeContent({ kind, wdpOctets, utc: UTC, rng: makeRng(seed) }));
}

test('a datagram of every size asked for has exactly that size and no defect', () => {
  const sizes = [
    ...Array.from({ length: 1_193 }, (_, i) => 8 + i),
    ...Array.from({ length: 160 }, (_, i) => 1_201 + 401 * i).filter((octets) => octets < MAX_WDP_OCTETS),
    32_766,
    32_767,
    32_768,
    64_999,
    65_000,
  ];
  for (const wdpOctets of sizes) {
    const push = pushOf('mms-notification', wdpOctets, wdpOctets);
    assert.equal(push.length, wdpOctets);
    assert.deepEqual(decodePush(push).problems, []);
  }
  for (const kind of ['si', 'sl'] as const) {
    for (let wdpOctets = 180; wdpOctets < 700; wdpOctets += 1)
      assert.equal(pushOf(kind, wdpOctets, 1).length, wdpOctets);
    for (const wdpOctets of [5_000, 40_000]) assert.equal(pushOf(kind, wdpOctets, 1).length, wdpOctets);
  }
  expect(sizes.length).toBeGreaterThan(1_300);
});

test('a notification has its mandatory fields in their order from 35 octets on, its subject from 70', () => {
  for (const wdpOctets of [35, 69]) {
    const { contentType, applicationId, body } = decodePush(pushOf('mms-notification', wdpOctets, 7));
    assert.equal(contentType, 'application/vnd.wap.mms-message');
    assert.equal(applicationId, 'x-wap-application:mms.ua');
    const text = toHex(body);
    assert.match(text, /^8c8298..008d908a808e01..880381013c83687474703a2f2f6d2f([3-7].)+00$/);
  }
  for (const wdpOctets of [70, 158, 65_000]) {
    const text = toHex(decodePush(pushOf('mms-notification', wdpOctets, 7)).body);
    assert.match(
      text,
      /^8c8298([3-7].){8}008d9096([3-7].)+008a808e02[0-9a-f]{4}8805810303f48083687474703a2f2f6d6d732e7075736870726f6f662f([3-7].)+00$/,
    );
  }
  expect(decodePush(pushOf('mms-notification', 34, 7)).contentType).toBe('text/plain');
});

test('the usual notification is the 158 octets of the description', () => {
  expect(pushOf('mms-notification', null, 1)).toHaveLength(158);
});

test('no eight octets of a long notification’s text come twice, nor in another push', () => {
  const text =
    latin1(pushOf('mms-notification', 4_000, 1)) + latin1(pushOf('mms-notification', 4_000, 2)).slice(30, -90);
  const windows = new Set<string>();
  let windowCount = 0;
  for (let at = 30; at + 8 <= text.length; at += 1) {
    windows.add(text.slice(at, at + 8));
    windowCount += 1;
  }
  expect(windows.size).toBe(windowCount);
});

test('a service indication is text that names its URL and id, and the same seed makes the same one', () => {
  const make = (seed: number): string =>
    latin1(makeContent({ kind: 'si', wdpOctets: null, utc: UTC, rng: makeRng(seed) }).body);
  expect(make(5)).toMatch(
    /^<\?xml version="1\.0"\?>\r\n<!DOCTYPE si PUBLIC "-\/\/WAPFORUM\/\/DTD SI 1\.0\/\/EN" "http:\/\/www\.wapforum\.org\/DTD\/si\.dtd">\r\n<si>\r\n<indication href="http:\/\/www\.pushproof\.example\/[0-9a-z]{40}" si-id="[0-9a-z]{12}@pi\.pushproof" created="2026-01-02T03:04:05Z" action="signal-medium">[0-9a-z]{24}<\/indication>\r\n<\/si>\r\n$/,
  );
  expect(make(5)).toBe(make(5));
  expect(make(5)).not.toBe(make(6));
});

test('a document that cannot be so small is the caller’s mistake, and says from which size on', () => {
  expect(() => pushOf('si', 40, 1)).toThrow(/content si does not fit 40 octets\n.*ask for \d+ octets or more/);
});
