import { latin1 } from '../../wire/octets.ts';
import { defineFake } from '../define.ts';

/** A document that breaks off within a text: the end of a deliver_sm. */
const UNFINISHED = latin1(Uint8Array.of(0x45, 0xc6, 0x0d, 0x03, 0x65, 0x78, 0x61));

export default defineFake({
  role: 'handset',
  summary: 'takes nothing any more once a document has broken off within a text',
  violates: ['OTA-031', 'SEC-012'],
  also: ['SEC-013', 'SMPP-DLV-002', 'RSM-025'],
  wrap: (reference) => {
    let dead = false;
    let tail = '';
    return {
      react: (input, nowUs) => {
        if (dead) return [];
        if (input.kind === 'octets') {
          const heard = tail + latin1(input.octets);
          dead = heard.includes(UNFINISHED);
          tail = heard.slice(-UNFINISHED.length);
        }
        return dead ? [] : reference.react(input, nowUs);
      },
    };
  },
});
