import { expect, test } from '@playwright/test';
import { parseLadder } from '../trace/ladder.ts';
import { profileFromTarget } from './load-profile.ts';
import { makePatience } from './patience.ts';
import type { Wait } from './ppg-patience.ts';

/** Predetermined time 60 s, asked for 10 s. */
const profile = profileFromTarget('smsc', 'smpp://pushproof:secret08@127.0.0.1:2775');
const SECOND = 1_000_000;
/** 1.2 × 60 s, 5 s for the notification, and a second. */
const FULL = 78 * SECOND;

const at = (nowUs: number): Wait => ({ sinceUs: nowUs, nowUs, isLast: false });
const submitted = (sequence: number): string =>
  `@10000ms ppg > smsc submit_sm sequence_number=${sequence} esm_class=0x02`;

/** So many pushes that are not answered in all their time. */
const lost = (count: number): string =>
  [...Array.from({ length: count }, (_, at) => submitted(at + 1)), '-- ends at @200000ms --'].join('\n');
const answered = `${submitted(7)}
  smsc > ppg submit_sm_resp sequence_number=7`;

test('an answer is waited for from its submission on, not from each step that waits for it', () => {
  const { leftUs } = makePatience();
  const open = parseLadder(submitted(7));
  expect(leftUs(parseLadder(''), at(500 * SECOND), profile)).toBe(FULL);
  expect(leftUs(open, at(10 * SECOND), profile)).toBe(FULL);
  expect(leftUs(open, at(80 * SECOND), profile)).toBe(8 * SECOND);
  expect(leftUs(open, at(90 * SECOND), profile)).toBe(0);
});

test('what is odd, and always ignored, is said at length in two cases, and hardly where nothing is answered', () => {
  const patience = makePatience();
  const ignored = parseLadder(`${submitted(7)}
    @90s ppg ! smsc closed
    smsc ! ppg closed`);
  patience.learn(ignored, profile);
  expect(patience.oddUs(120 * SECOND)).toBe(120 * SECOND);
  patience.learn(ignored, profile);
  expect(patience.oddUs(120 * SECOND)).toBe(45 * SECOND);
  patience.learn(parseLadder(lost(3)), profile);
  expect(patience.oddUs(120 * SECOND)).toBe(8 * SECOND);
});

test('a session that is gone brings no answer', () => {
  const gone = parseLadder(`${submitted(7)}
    smsc ! ppg closed
    ppg ! smsc closed`);
  expect(makePatience().leftUs(gone, at(80 * SECOND), profile)).toBe(FULL);
});

test('after three pushes that were never answered, among others that were, all are waited for as long as they ask', () => {
  const patience = makePatience();
  patience.learn(parseLadder(lost(2)), profile);
  expect(patience.leftUs(parseLadder(''), at(0), profile)).toBe(FULL);
  patience.learn(parseLadder(answered), profile);
  patience.learn(parseLadder(lost(1)), profile);
  expect(patience.leftUs(parseLadder(''), at(0), profile)).toBe(18 * SECOND);
});

test('after three pushes without answer, and none with one, there is little to wait for until an answer comes', () => {
  const patience = makePatience();
  patience.learn(parseLadder(lost(3)), profile);
  expect(patience.leftUs(parseLadder(''), at(0), profile)).toBe(2 * SECOND);
  patience.learn(parseLadder(answered), profile);
  expect(patience.leftUs(parseLadder(''), at(0), profile)).toBe(18 * SECOND);
});
