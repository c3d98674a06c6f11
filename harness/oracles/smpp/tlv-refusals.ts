import type { PduMessage } from '../submissions.ts';
import { statusOf } from '../submissions.ts';

/** Statuses that speak of a PDU's form, not of its delivery or of the moment (SMPP 3.4, 5.1.3; 5.0, 4.7.6). */
const OF_FORM: readonly number[] = [0x01, 0x02, 0x03, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4];

/** Whether an answer refuses how a PDU is made. */
export function refusesForm(answer: PduMessage): boolean {
  return OF_FORM.includes(statusOf(answer)) || (answer.message.name === 'generic_nack' && statusOf(answer) !== 0);
}
