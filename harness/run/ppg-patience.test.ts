import { expect, test } from '@playwright/test';
import { parseLadder } from '../trace/ladder.ts';
import { profileFromTarget } from './load-profile.ts';
import { makePpgPatience, type Wait } from './ppg-patience.ts';

/** Response timer 65 s, notifications within 5 s. */
const profile = profileFromTarget('ppg', 'http://127.0.0.1:8080/pap');
const SECOND = 1_000_000;
/** 1.4 × 65 s, 5 s for the notification, and a second. */
const FULL = 97 * SECOND;
/** Three times notifyMs, and a second. */
const AFTER_SUCCESS = 16 * SECOND;

const pushed = `-- world live --
  @0s pi > ppg push-message push-id=1 notify=http://127.0.0.1/ address=+15550100001 content=text "P"
  @0s ppg > pi push-response push-id=1 code=1001`;
const submitted = `${pushed}
  @2s ppg > smsc submit_sm sequence_number=7 esm_class=0x02 destination_addr=15550100001`;
const succeeded = `${submitted}
  @4s smsc > ppg submit_sm_resp sequence_number=7`;
const told = `${succeeded}
  @5s ppg > pi resultnotification-message push-id=1 message-state=delivered code=1000 address=+15550100001`;
const at = (nowS: number): Wait => ({ sinceUs: nowS * SECOND, nowUs: nowS * SECOND, isLast: false });
const left = (ladder: string, nowS: number): number => makePpgPatience().leftUs(parseLadder(ladder), at(nowS), profile);

test('a submission is waited for from the push on, a result from the submission or its answer on', () => {
  expect(left(pushed, 10)).toBe(FULL - 10 * SECOND);
  expect(left(submitted, 10)).toBe(FULL - 8 * SECOND);
  expect(left(succeeded, 10)).toBe(AFTER_SUCCESS - 6 * SECOND);
  expect(left(told, 10)).toBe(FULL);
});

test('after three results that nobody was told of the others are hardly waited for, until one is told', () => {
  const patience = makePpgPatience();
  const untold = parseLadder(`${succeeded}\n-- ends at @200s --`);
  for (let at = 0; at < 3; at += 1) patience.learn(untold, profile);
  expect(patience.leftUs(parseLadder(succeeded), at(4), profile)).toBe(2 * SECOND);
  patience.learn(parseLadder(told), profile);
  expect(patience.leftUs(parseLadder(succeeded), at(4), profile)).toBe(AFTER_SUCCESS);
});
