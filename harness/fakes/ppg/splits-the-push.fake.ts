import { PUSH_PORTS, submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { concat } from '../../wire/octets.ts';
import { concat8Ie, encodeUdh, portsIe } from '../../wire/sm/udh.ts';
import { defineFake } from '../define.ts';

/** 140 octets less a header with ports, and less one with an 8-bit concatenation too (sms.md 3). */
const LONE_OCTETS = 133;
const PIECE_OCTETS = 128;

export default defineFake({
  role: 'ppg',
  summary: 'cuts a push that does not fit one short message into concatenated submit_sm of its own',
  violates: ['STP-03a'],
  also: ['SMPP-SUB-005', 'STP-03b', 'CLM-1', 'OTA-034'],
  policy: {
    submissions: (push, options) => {
      const [whole] = submissions(push, options);
      const total = Math.ceil(push.length / PIECE_OCTETS);
      if (whole === undefined) return [];
      if (push.length <= LONE_OCTETS || total > 255) return [whole];
      return Array.from({ length: total }, (_, index) => {
        const place = concat8Ie(push[0] ?? 0, total, index + 1);
        const header = encodeUdh([portsIe(PUSH_PORTS.destination, PUSH_PORTS.source), place]);
        const piece = push.subarray(index * PIECE_OCTETS, (index + 1) * PIECE_OCTETS);
        const fields = { ...whole.fields, esm_class: 0x42, short_message: concat(header, piece) };
        return { command: 'submit_sm', fields };
      });
    },
  },
});
