import type { Finding } from '../trace/finding.ts';
import type { View } from '../trace/view.ts';
import { latin1 } from '../wire/octets.ts';
import { fullNumber } from '../wire/smpp/national.ts';
import { text, tlv, uint } from '../wire/smpp/pdu.ts';
import { userData } from '../wire/smpp/user-data.ts';
import { remembered } from '../core/remembered.ts';
import { found } from './sendings.ts';
import { allSubmissions, digitsOf, pdusOf, type PduMessage, type Submission } from './submissions.ts';

const MESSAGE_TYPE_BITS = 0x3c;
/** SMSC delivery receipt, intermediate notification (SMPP 3.4, 5.2.12). */
const REPORT_TYPES: readonly number[] = [0x04, 0x20];
const REPORTERS: readonly string[] = ['deliver_sm', 'data_sm'];

/** Bits of registered_delivery that ask the SMSC for reports: receipts, intermediate notifications (SMPP 3.4, 5.2.17). */
const REPORT_BITS = 0x13;

/** Whether a submission asks for status reports. */
export function asksForReports({ pdu }: Submission): boolean {
  return (uint(pdu, 'registered_delivery') & REPORT_BITS) !== 0;
}

/** The status reports that an SMSC sent to the PPG; an alert_notification is none. */
export const reportsOf = remembered((view: View): readonly PduMessage[] =>
  pdusOf(view).filter(({ direction, pco, message: { pdu } }) => {
    if (pco !== 'smpp' || direction !== 'out' || !REPORTERS.includes(pdu.command)) return false;
    return REPORT_TYPES.includes(uint(pdu, 'esm_class') & MESSAGE_TYPE_BITS);
  }),
);

const addressed = remembered((view: View) => new Set(allSubmissions(view).map(({ to }) => to)));

/** The message that a report names, by TLV or in the usual text; `null` without. */
function reportedId(report: PduMessage): string | null {
  const { pdu } = report.message;
  const named = tlv(pdu, 'receipted_message_id')?.value;
  if (typeof named === 'string') return named;
  return /id:\s*([0-9A-Za-z-]+)/.exec(latin1(userData(pdu).data))?.[1] ?? null;
}

/** Ids are opaque, but one field has them in hexadecimal and the other in decimal digits. */
function sameId(id: string, reported: string): boolean {
  const value = (digits: string, radix: number): number =>
    /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, radix) : NaN;
  return (
    id === reported ||
    value(id, 16) === value(reported, 10) ||
    value(id, 10) === value(reported, 16) ||
    value(id, 16) === value(reported, 16)
  );
}

/** What a submission that must have no status report had of them; `restIsSilent`: none can come any more. */
export function reportFindings(view: View, submission: Submission, restIsSilent: boolean): readonly Finding[] {
  const expected = 'no status report (delivery receipt, intermediate notification) beside the response';
  const { request, responses, to } = submission;
  const ids = responses.map((response) => text(response.message.pdu, 'message_id')).filter((id) => id !== '');
  const candidates = reportsOf(view).filter(({ seq, message: { pdu } }) => {
    const about = fullNumber(digitsOf(text(pdu, 'source_addr')), uint(pdu, 'source_addr_ton'), addressed(view));
    return seq > request.seq && about === to;
  });
  const others =
    candidates.length === 0
      ? []
      : allSubmissions(view).filter((one) => one.to === to && one.request.seq !== request.seq);
  const otherIds = others.flatMap((one) => one.responses.map((response) => text(response.message.pdu, 'message_id')));
  const findings = candidates.flatMap((report): readonly Finding[] => {
    const id = reportedId(report);
    const evidence = [request, ...responses, report];
    if (id !== null && ids.some((own) => sameId(own, id)))
      return [found('fail', evidence, expected, `a report on message ${id}`)];
    if (id !== null && otherIds.some((other) => other !== '' && sameId(other, id))) return [];
    const isAlone = others.length === 0 && !view.header.mirrored.includes(view.party);
    if (isAlone) return [found('fail', evidence, expected, 'a report on this number')];
    return [found('inconc', evidence, expected, 'a report on this number that names no message known here')];
  });
  if (findings.length > 0) return findings;
  const [response] = responses;
  if (response === undefined || !restIsSilent) return [];
  return [found('pass', [request, response], expected, 'none')];
}
