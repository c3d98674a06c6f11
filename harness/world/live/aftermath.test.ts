import { expect, test } from '@playwright/test';
import type { TraceEvent } from '../../trace/event.ts';
import { parseLadder } from '../../trace/ladder.ts';
import { aftermath } from './aftermath.ts';

/** Two pushes on one session; then each is answered once more, and a segment comes. */
const { events } = parseLadder(`let P = pattern(60)
  ppg  > smsc    submit_sm      sequence_number=7 esm_class=0x02 message_payload=P
  smsc > ppg     submit_sm_resp sequence_number=7
  ppg  > smsc    submit_sm      sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=P
  smsc > ppg     submit_sm_resp sequence_number=7
  smsc > ppg     submit_sm_resp sequence_number=8
  ppg  > smsc    enquire_link   sequence_number=9
  smsc > handset deliver_sm     sequence_number=1 short_message=P`);

/** The SMSC's half of each line; a message is two events. */
const at = (line: number): readonly TraceEvent[] => events.filter(({ seq }) => Math.ceil(seq / 2) === line);
const lines = (from: number, to: number): readonly TraceEvent[] =>
  Array.from({ length: to - from + 1 }, (_, more) => at(from + more)).flat();

test('a second response belongs to the case whose submission it answers, however much later it comes', () => {
  const late = aftermath({ seen: lines(1, 2), since: lines(3, 7), isIts: () => false });
  expect(late).toEqual(at(4));
});

test('a segment belongs to the case that last had its number', () => {
  const late = aftermath({ seen: lines(3, 3), since: lines(6, 7), isIts: (event) => at(7).includes(event) });
  expect(late).toEqual(at(7));
});

test('a submission that went out late is its too', () => {
  const late = aftermath({ seen: lines(1, 2), since: lines(3, 6), isIts: (event) => at(3).includes(event) });
  expect(late).toEqual([...at(3), ...at(4)]);
});

test('where nothing came there is no aftermath', () => {
  expect(aftermath({ seen: lines(1, 2), since: at(6), isIts: () => false })).toEqual([]);
});
