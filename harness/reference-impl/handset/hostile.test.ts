import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { makeRng } from '../../core/rng.ts';
import { fromHex, toHex } from '../../wire/octets.ts';
import { bound } from './stage.ts';

/** Octets of command_length and command_id. */
const HEAD_OCTETS = 8;

test('each deliver_sm is answered once, whichever octet of it is altered, and the next push is shown', () => {
  const rng = makeRng(30);
  let altered = 0;
  for (const [id, chain] of Object.entries(golden.chains)) {
    if (!('deliverSm' in chain)) continue;
    const handset = bound({});
    for (const pdu of chain.deliverSm) {
      for (let at = HEAD_OCTETS; at < pdu.length / 2; at += 1) {
        const hostile = fromHex(pdu);
        hostile[at] = rng.below(256);
        handset.say('sm-1', toHex(hostile));
        const answers = handset.heard('sm-1');
        assert.equal(answers.length, 1, `${id} with ${hostile[at]} at ${at}`);
        assert.equal(answers[0]?.slice(8, 16), '80000005');
        altered += 1;
      }
    }
    handset.passMs(4_000);
    handset.shown();
    handset.deliver('06 05040b8423f0 010601beaa');
    assert.deepEqual(handset.shown(), ['8613912345678 010601beaa'], id);
  }
  expect(altered).toBeGreaterThan(3_000);
});
