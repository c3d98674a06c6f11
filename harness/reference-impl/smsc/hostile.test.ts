import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { makeRng } from '../../core/rng.ts';
import { fromHex, toHex } from '../../wire/octets.ts';
import { stage, type Stage } from './stage.ts';

const PING = golden.smppPdus.enquire_link;
const PONG = '00000010800000150000000000000002';

/** Every golden request and response, and the submissions of the worked chains. */
const samples: readonly string[] = [
  ...Object.values(golden.smppPdus),
  ...Object.values(golden.chains).flatMap((chain) => ('submit' in chain ? [chain.submit] : [])),
];

function serving(): Stage {
  const smsc = stage({}, {});
  smsc.connect('ppg', golden.smppPdus.bind_transceiver);
  smsc.connect('hs', golden.smppPdus.bind_receiver);
  return smsc;
}

test('a PDU with any octet altered, on a PPG session or a handset session, leaves the other session served', () => {
  const rng = makeRng(20);
  let altered = 0;
  for (const sample of samples) {
    const octets = fromHex(sample);
    const smsc = serving();
    // Octets 0 to 3, command_length, are what framing tests and the random streams below are about.
    for (let at = 4; at < octets.length; at += 1) {
      const hostile = octets.slice();
      hostile[at] = rng.below(256);
      const [attacked, other] = at % 2 === 0 ? (['ppg', 'hs'] as const) : (['hs', 'ppg'] as const);
      smsc.say(attacked, toHex(hostile));
      smsc.heard(other);
      smsc.say(other, PING);
      assert(smsc.heard(other).includes(PONG), `${sample} with ${hostile[at]} at ${at}`);
      altered += 1;
    }
  }
  expect(altered).toBeGreaterThan(1_000);
});

test('random streams on 60 connections end with each closed or waiting, and a new session served', () => {
  const rng = makeRng(21);
  const smsc = serving();
  for (let n = 0; n < 60; n += 1) {
    const connection = `noise-${n}`;
    const noise = Uint8Array.from({ length: 200 }, () => rng.below(256));
    // A small command_length now and then, so that more than the first header is read.
    if (n % 2 === 0) noise.set([0, 0, 0, 16 + rng.below(60)]);
    smsc.connect(connection, toHex(noise));
    smsc.passMs(10);
  }
  smsc.passMs(2_000);
  for (let n = 0; n < 60; n += 1) assert(smsc.rehearsal.hasClosed(`noise-${n}`));
  smsc.connect('late', golden.smppPdus.bind_transceiver);
  smsc.heard('late');
  smsc.say('late', PING);
  expect(smsc.heard('late')).toEqual([PONG]);
});
