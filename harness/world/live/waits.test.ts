import { expect, test } from '@playwright/test';
import { makeWaits } from './waits.ts';

/** A clock that stands until it is moved; what is due then runs in order, as in a process that was held up. */
function makeHeldUpClock(): { schedule: Parameters<typeof makeWaits>[0]; moveTo: (us: number) => void } {
  let nowUs = 0;
  let due: { readonly atUs: number; readonly what: () => void }[] = [];
  return {
    schedule: (afterUs, what) => {
      const one = { atUs: nowUs + afterUs, what };
      due.push(one);
      return () => void (due = due.filter((other) => other !== one));
    },
    moveTo: (us) => {
      nowUs = us;
      const ripe = due.filter(({ atUs }) => atUs <= us).sort((a, b) => a.atUs - b.atUs);
      due = due.filter(({ atUs }) => atUs > us);
      for (const { what } of ripe) what();
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what came while the process was held up counts, though the limit has passed meanwhile', async () => {
  const clock = makeHeldUpClock();
  const waits = makeWaits(clock.schedule);
  let came = false;
  const held = waits.until(() => came, 150_000);
  clock.moveTo(400_000);
  // Only now are the sockets read.
  came = true;
  waits.poke();
  await turn();
  expect(await held).toBe(true);
});

test('what never comes is waited for as long as was said, and no longer', async () => {
  const clock = makeHeldUpClock();
  const waits = makeWaits(clock.schedule);
  let over = false;
  const held = waits.until(() => false, 1_000_000).finally(() => (over = true));
  for (let us = 0; us < 1_000_000; us += 25_000) clock.moveTo(us);
  await turn();
  expect(over).toBe(false);
  clock.moveTo(1_000_000);
  expect(await held).toBe(false);
  expect(waits.waiting()).toBe(0);
});
