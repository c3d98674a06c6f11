import { defineFake } from '../define.ts';

export default defineFake({
  role: 'pi',
  summary: 'writes numbers without plus sign',
  violates: ['PAP-SUB-007'],
  also: [],
  policy: { addressValue: (digits, specifier) => `WAPPUSH=${digits}/TYPE=PLMN@${specifier}` },
});
