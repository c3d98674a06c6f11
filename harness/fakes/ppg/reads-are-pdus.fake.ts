import type { Actor } from '../../core/actor.ts';
import { concat } from '../../wire/octets.ts';
import { smppFramer, HEADER_OCTETS } from '../../wire/smpp/framer.ts';
import { defineFake } from '../define.ts';
import { OF_PPG } from '../respeaking.ts';

const MAX_PDU_OCTETS = 70_000;
/** Chance does not cut a PDU so often into single octets. */
const SINGLE_OCTETS = 4;

export default defineFake({
  role: 'ppg',
  summary: 'takes each read for a PDU, so that one that comes octet by octet is lost',
  violates: ['SMPP-HDR-004'],
  also: ['SMPP-SES-012'],
  wrap: (reference: Actor): Actor => {
    const links = new Map<string, { framer: ReturnType<typeof smppFramer>; singles: Uint8Array[] }>();
    return {
      react: (input, nowUs) => {
        if (input.kind !== 'octets' || !OF_PPG.test(input.connection)) return reference.react(input, nowUs);
        const link = links.get(input.connection) ?? { framer: smppFramer(MAX_PDU_OCTETS), singles: [] };
        links.set(input.connection, link);
        const isFirst = link.framer.pendingOctets() === 0;
        link.framer.push(input.octets);
        if (input.octets.length === 1 && (isFirst || link.singles.length > 0)) {
          link.singles.push(input.octets);
          if (link.singles.length === HEADER_OCTETS) link.singles = [];
          return [];
        }
        const before = link.singles.length < SINGLE_OCTETS ? link.singles : [];
        link.singles = [];
        return reference.react({ ...input, octets: concat(...before, input.octets) }, nowUs);
      },
    };
  },
});
