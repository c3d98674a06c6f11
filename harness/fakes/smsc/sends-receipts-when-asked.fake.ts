import { fromLatin1 } from '../../wire/octets.ts';
import { text, uint } from '../../wire/smpp/pdu.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'sends a delivery receipt to who asks for it, in transaction mode, too',
  violates: ['TXN-022'],
  // The PPG binds as transmitter where the form of the bind is free.
  also: ['SMPP-SES-003'],
  policy: {
    receipt: (pdu, messageId) => {
      if (uint(pdu, 'registered_delivery') === 0) return null;
      return {
        source_addr: text(pdu, 'destination_addr'),
        destination_addr: text(pdu, 'source_addr'),
        esm_class: 0x04,
        short_message: fromLatin1(`id:${messageId} stat:DELIVRD err:000`),
      };
    },
  },
});
