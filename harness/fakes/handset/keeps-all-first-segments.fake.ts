import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'keeps incomplete pushes without any limit',
  violates: ['RSM-017'],
  also: ['RSM-023'],
  policy: { limits: { openSets: Infinity, octetsPerSet: 64 * 1024, octets: Infinity } },
});
