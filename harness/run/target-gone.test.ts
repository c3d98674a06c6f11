import { strict as assert } from 'node:assert';
import { test } from '@playwright/test';
import { parseLadder } from '../trace/ladder.ts';
import { isGone } from './target-gone.ts';

const failed = (from: number, times: number): string =>
  Array.from({ length: times }, (_, at) => `ppg ! smsc closed connection=smpp-${from + at}`).join('\n');

test('a target is gone after three attempts in a row that opened nothing, or after the first where no session was seen', () => {
  const there = 'ppg ! smsc opened connection=smpp-1\nsmsc ! ppg closed connection=smpp-1\n';
  assert.equal(isGone(parseLadder(there + failed(2, 2))), false);
  assert.equal(isGone(parseLadder(there + failed(2, 3))), true);
  assert.equal(isGone(parseLadder(failed(2, 1))), true);
  assert.equal(isGone(parseLadder('-- ends at @10ms --')), false);
});

test('a target that is back is not gone', () => {
  const back = `${failed(1, 3)}\nppg ! smsc opened connection=smpp-4`;
  assert.equal(isGone(parseLadder(back)), false);
});

const refused = (atMs: number): string =>
  `@${atMs}ms ppg ! smsc opened connection=smpp-${atMs}
   @${atMs}ms ppg > smsc bind_transmitter sequence_number=1 connection=smpp-${atMs}
   @${atMs}ms smsc > ppg bind_transmitter_resp sequence_number=1 status=ESME_RBINDFAIL connection=smpp-${atMs}
   @${atMs}ms ppg ! smsc closed connection=smpp-${atMs}`;

test('a target that has refused every bind for long enough is gone, until it lets somebody in', () => {
  const short = Array.from({ length: 20 }, (_, at) => refused(1_000 * (at + 1))).join('\n');
  assert.equal(isGone(parseLadder(short)), false);
  assert.equal(isGone(parseLadder(`${short}\n${refused(21_000)}`)), true);
  assert.equal(isGone(parseLadder(short), 3_000_000), true);
  const letIn = `@22000ms ppg > smsc bind_transmitter sequence_number=1 connection=smpp-22000
   @22000ms smsc > ppg bind_transmitter_resp sequence_number=1 connection=smpp-22000`;
  assert.equal(isGone(parseLadder(`${short}\n${refused(21_000)}\n${letIn}`)), false);
});
