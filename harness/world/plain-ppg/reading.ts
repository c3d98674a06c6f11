/** How a PPG reads what PAP leaves open (field-notes-pap-sms.md, 1). */
export type PapReading = {
  /** AMB-30. */
  readonly httpStatus: 200 | 202;
  /** AMB-31: in what a refusal is said, by which code, and what is said to a document that is no PAP. */
  readonly refusal: 'typed' | 'badmessage';
  readonly codes: 'specific' | 'general';
  readonly otherRoots: 'badmessage' | 'http';
  /** AMB-32: the code of an acceptance, and what becomes of a push for which no slot is free. */
  readonly accepted: 1000 | 1001;
  readonly whenFull: 'wait' | 4001 | 3000;
  /** AMB-33. */
  readonly doctype: string | null;
  readonly unknownVersion: 3002 | 'processed';
  /** AMB-34: cancellation, status query, replacement and capabilities query. */
  readonly operations: 'all' | 3001 | 3011 | 'badmessage';
  /** AMB-35. */
  readonly remembers: 'until-final' | 'for-ever';
  /** AMB-36. */
  readonly outOfDate: 2001 | 2000 | 'expired';
  /** AMB-37. */
  readonly addresses: 'to-the-letter' | 'as-met';
  /** AMB-38. */
  readonly several: 'all' | 3005;
  /** AMB-39: text documents, and those that cannot be converted. */
  readonly text: 'wbxml' | 'as-it-is';
  readonly unconvertible: 3006 | 'reported';
  /** AMB-40. */
  readonly confirmed: 'by-the-smsc' | 3007 | 'failure';
  /** AMB-41: tries of one notification. */
  readonly tries: 1 | 4;
  /** AMB-43: results of a query with one outcome together, or one an address. */
  readonly results: 'grouped' | 'each';
};

const PAP_2_0 = '<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd">';

export const PLAIN_READING: PapReading = {
  httpStatus: 202,
  refusal: 'typed',
  codes: 'specific',
  otherRoots: 'badmessage',
  accepted: 1001,
  whenFull: 'wait',
  doctype: PAP_2_0,
  unknownVersion: 3002,
  operations: 'all',
  remembers: 'for-ever',
  outOfDate: 2001,
  addresses: 'as-met',
  several: 'all',
  text: 'wbxml',
  unconvertible: 3006,
  confirmed: 'by-the-smsc',
  tries: 4,
  results: 'grouped',
};
