/** Ladders of oracles about the window, in pieces: pushes 1, 2, 3, … of a content each, P1, P2, P3, …, to a handset each. */

const PUSHES = 12;
/** A line of a ladder begins so far from the left. */
const MARGIN = '\n     ';

/** The contents, P1 to P12. */
export const CONTENTS: string = upTo(1, PUSHES)
  .map((push) => `let P${push} = pattern(${60 + push})`)
  .join(MARGIN);

/** Pushes that the PPG takes. */
export function taken(from: number, to: number): string {
  return upTo(from, to).flatMap(takenOne).join(MARGIN);
}

/** Pushes that the PPG takes and submits, on these connections in turn. */
export function suspended(from: number, to: number, connections: readonly string[] = []): string {
  return upTo(from, to)
    .flatMap((push, at) => [...takenOne(push), submittedOne(push, connections[at % connections.length])])
    .join(MARGIN);
}

/** Submissions of pushes that nobody saw the PPG take. */
export function submitted(from: number, to: number): string {
  return upTo(from, to)
    .map((push) => submittedOne(push))
    .join(MARGIN);
}

function takenOne(push: number): readonly string[] {
  return [
    `pi   > ppg  push-message  push-id=${push} address=+${numberOf(push)} content-type=application/vnd.wap.mms-message content=P${push}`,
    `ppg  > pi   push-response push-id=${push} code=1001`,
  ];
}

function submittedOne(push: number, connection?: string): string {
  const where = connection === undefined ? '' : `connection=${connection} `;
  return `ppg  > smsc data_sm       sequence_number=${push} ${where}esm_class=0x02 destination_addr=${numberOf(push)} message_payload=hex 01 06 03 be af 84 + P${push}`;
}

function numberOf(push: number): string {
  return String(15_550_100_000 + push);
}

function upTo(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
