import type { Profile } from '../core/profile.ts';
import { text, tlvUint, uint } from '../wire/smpp/pdu.ts';
import type { Dispatch } from './groups.ts';
import { sendingsOf } from './sendings.ts';
import { needsMoreThan255 } from './sizes.ts';
import { statusOf, type Submission } from './submissions.ts';

/** Bits of esm_class beside the messaging mode and UDHI. */
const OTHER_BITS = 0xbc;
/** Statuses that refuse a command or a mode as such (SMPP 3.4, 5.1.3), in its response or in generic_nack. */
const OF_THE_FORM: readonly number[] = [0x03, 0x43];

/** A push in a form that the profile lists, with nothing about it that may be refused for another reason. */
export function isOrdinary(submission: Submission, { smpp }: Profile): boolean {
  const { pdu, carried } = submission;
  const hasPortTlvs = tlvUint(pdu, 'destination_port') !== undefined;
  const form = carried.udh !== null ? 'udh' : hasPortTlvs ? 'tlv' : null;
  return (
    submission.alphabet === '8bit' &&
    form !== null &&
    smpp.ports.includes(form) &&
    !(carried.udh !== null && hasPortTlvs) &&
    (carried.udh?.problems.length ?? 0) === 0 &&
    carried.carrier !== 'both' &&
    carried.data.length > 0 &&
    !needsMoreThan255(submission) &&
    (uint(pdu, 'esm_class') & OTHER_BITS) === 0 &&
    uint(pdu, 'registered_delivery') === 0 &&
    uint(pdu, 'replace_if_present_flag') === 0 &&
    text(pdu, 'schedule_delivery_time') === '' &&
    !pdu.tlvs.some(({ name }) => name?.startsWith('sar_') === true) &&
    pdu.problems.length === 0
  );
}

/** Refused with a status that means its command or mode, before anything was sent. */
export function refusesTheForm(dispatch: Dispatch): boolean {
  const [response] = dispatch.submission.responses;
  return response !== undefined && sendingsOf(dispatch).length === 0 && OF_THE_FORM.includes(statusOf(response));
}
