import { expect, test } from '@playwright/test';
import { parseLadder } from '../../trace/ladder.ts';
import { mostSuspended } from './most-suspended.ts';

test('the most that were suspended at once are counted over all sessions, and what a lost session left is not', () => {
  const { events } = parseLadder(`
    ppg  > smsc submit_sm      sequence_number=1 connection=smpp-1
    ppg  > smsc submit_sm      sequence_number=2 connection=smpp-1
    ppg  > smsc data_sm        sequence_number=1 connection=smpp-2
    smsc > ppg  submit_sm_resp sequence_number=2 connection=smpp-1
    smsc ! ppg  closed         connection=smpp-1
    ppg  ! smsc closed         connection=smpp-1
    ppg  > smsc submit_sm      sequence_number=2 connection=smpp-2
    ppg  > smsc enquire_link   sequence_number=3 connection=smpp-2`);
  expect(mostSuspended(events)()).toBe(3);
});

test('a recording that grows is read on', () => {
  const { events } = parseLadder(`
    ppg > smsc submit_sm sequence_number=1
    ppg > smsc submit_sm sequence_number=2`);
  const growing = events.slice(0, 2);
  const most = mostSuspended(growing);
  expect(most()).toBe(1);
  growing.push(...events.slice(2));
  expect(most()).toBe(2);
});
