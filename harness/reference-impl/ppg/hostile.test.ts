import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { makeRng } from '../../core/rng.ts';
import type { Rng } from '../../core/rng.ts';
import { fromLatin1 } from '../../wire/octets.ts';
import { encodePdu } from '../../wire/smpp/pdu.ts';
import { boundStage, p1, P1_CONTENT, P1_CONTROL, submission } from './stage.ts';

/** Enough to have every field of P1 hit many times; a longer run belongs to the fuzzers. */
const ROUNDS = 600;

/** One to four octets changed, a stretch left out, or one doubled. */
function spoilt(octets: Uint8Array, rng: Rng): Uint8Array {
  const from = rng.below(octets.length);
  const to = from + rng.below(Math.min(40, octets.length - from));
  switch (rng.below(3)) {
    case 0:
      return Uint8Array.from([...octets.subarray(0, from), ...octets.subarray(to)]);
    case 1:
      return Uint8Array.from([...octets.subarray(0, to), ...octets.subarray(from)]);
    default: {
      const changed = octets.slice();
      for (let times = 1 + rng.below(4); times > 0; times -= 1) changed[rng.below(changed.length)] = rng.below(256);
      return changed;
    }
  }
}

test('spoilt submissions leave the PPG working', () => {
  const rng = makeRng(20260102);
  const stage = boundStage();
  const headed = P1_CONTENT.replace(
    '\r\n\r\n',
    '\r\nCache-Control: max-age=5, public\r\nExpires: Fri, 09 Jan 2026 00:00:00 GMT\r\nContent-ID: "<a>"\r\n\r\n',
  );
  const seeds = [
    p1('1@pi.example'),
    submission(P1_CONTROL, headed),
    submission(P1_CONTROL, 'Content-Type: a/b\r\n\r\nx'),
  ];
  for (let round = 0; round < ROUNDS; round += 1) {
    stage.post(spoilt(seeds[round % seeds.length] ?? new Uint8Array(), rng));
  }
  const answer = stage.post(p1('plain'));
  expect(answer?.control?.children[0]?.attributes['code']).toBe('1001');
});

test('spoilt PDUs leave the PPG with a session, or building one', () => {
  const rng = makeRng(7);
  const seeds = [
    encodePdu({
      command: 'data_sm_resp',
      sequence_number: 2,
      fields: { message_id: 'abc' },
      tlvs: [['delivery_failure_reason', 1]],
    }),
    encodePdu({ command: 'deliver_sm', sequence_number: 9, fields: { short_message: fromLatin1('hello') } }),
    encodePdu({ command: 'enquire_link', sequence_number: 3 }),
    encodePdu({ command: 'unbind_resp', sequence_number: 2 }),
  ];
  for (let round = 0; round < ROUNDS; round += 1) {
    const stage = boundStage();
    stage.post(p1('1@pi.example'));
    const session = stage.session();
    stage.say(session, spoilt(seeds[round % seeds.length] ?? new Uint8Array(), rng));
    stage.pass(1_200_000);
    assert.ok(stage.session() !== session || stage.submissions().length === 1);
  }
  expect(ROUNDS).toBe(600);
});
