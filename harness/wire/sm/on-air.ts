import { alphabetOf, type Alphabet } from './data-coding.ts';
import type { DeliverInput, Originator } from './tpdu.ts';

/** A short message as an SMPP link has it; text stands one septet an octet. */
export type OnSmpp = {
  readonly hasMore: boolean;
  readonly hasHeader: boolean;
  readonly originator: Originator;
  readonly protocolId: number;
  /** data_coding. */
  readonly dataCoding: number;
  readonly userData: Uint8Array;
};

/** TP-DCS for what SMPP has codes of its own for (sms.md 6). */
const CODINGS: Readonly<Record<Alphabet, number>> = { gsm7: 0x00, '8bit': 0x04, ucs2: 0x08 };
const CLASSES_FROM = 0x10;

/** The SMS-DELIVER that says the same; `utc`: when the service centre took it, `YYYY-MM-DDThh:mm:ss…`. */
export function onAir(message: OnSmpp, utc: string): DeliverInput {
  const { dataCoding, originator } = message;
  const isDcs = dataCoding >= CLASSES_FROM || Object.values(CODINGS).includes(dataCoding);
  const { address } = originator;
  return {
    ...message,
    originator: { ...originator, address: /[a-z]/i.test(address) ? address : address.replace(/\D/g, '') },
    dataCoding: isDcs ? dataCoding : CODINGS[alphabetOf(dataCoding)],
    timestamp: timestampOf(utc),
  };
}

/** TP-SCTS in UTC: YY MM DD hh mm ss TZ, each swapped BCD (23.040, 9.2.3.11). */
function timestampOf(utc: string): Uint8Array {
  const pairs = utc.replace(/\D/g, '').slice(2, 14).match(/../g) ?? [];
  return Uint8Array.from([...pairs, '00'], (pair) => Number.parseInt(`${pair.charAt(1)}${pair.charAt(0)}`, 16));
}
