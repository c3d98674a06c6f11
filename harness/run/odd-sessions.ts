import { FIRST_LAST_WORD } from '../reference-impl/smsc/odd.ts';
import { isMessage, type Message, type Trace } from '../trace/event.ts';
import { text, type Pdu } from '../wire/smpp/pdu.ts';

/** How often our PPG or SMSC has said all the odd things it was told to: its last word is an unbind, or it was not let in. */
export function oddSessionsOver({ events }: Trace): number {
  const binds = new Map<string, { readonly pdu: Pdu; readonly isUsual: boolean }>();
  const notLetIn = new Set<string>();
  let password: string | null = null;
  let over = 0;
  for (const event of events) {
    if (event.party !== 'ppg' || event.pco !== 'smpp') continue;
    if (event.kind === 'closed' && notLetIn.delete(event.connection)) over += 1;
    const pdu = isMessage(event) ? pduOf(event) : null;
    if (pdu === null || !isMessage(event)) continue;
    if (event.direction === 'out' && pdu.command === 'unbind') over += 1;
    if (event.direction === 'out' && /^bind_/.test(pdu.command)) {
      password ??= text(pdu, 'password');
      binds.set(event.connection, { pdu, isUsual: text(pdu, 'password') === password });
    }
    const bind = binds.get(event.connection);
    if (event.direction === 'in' && bind?.isUsual === true && pdu.sequence_number === bind.pdu.sequence_number) {
      if (pdu.command_status !== 0) notLetIn.add(event.connection);
      binds.delete(event.connection);
    }
  }
  return over;
}

/** How often our SMSC has said all the odd things it was told to, and the PPG then answered a plain one. */
export function lastWordsAnswered({ events }: Trace): number {
  return events.filter(
    (event) =>
      isMessage(event) &&
      event.party === 'smsc' &&
      event.direction === 'in' &&
      event.message.name === 'enquire_link_resp' &&
      (pduOf(event)?.sequence_number ?? 0) >= FIRST_LAST_WORD,
  ).length;
}

function pduOf({ message }: Message): Pdu | null {
  return message.kind === 'smpp' ? message.pdu : null;
}
