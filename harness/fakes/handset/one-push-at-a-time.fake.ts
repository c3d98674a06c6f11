import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'gives up an incomplete push when a segment of another comes',
  violates: ['RSM-010'],
  also: ['RSM-023'],
  policy: { limits: { openSets: 1, octetsPerSet: 64 * 1024, octets: 1024 * 1024 }, whenFull: 'drop-oldest' },
});
