import { defineFake } from '../define.ts';

export default defineFake({
  role: 'pi',
  summary: 'writes numbers without plus sign',
  violates: ['PAP-SUB-007'],
  also: ['PAP-SUB-040', 'PAP-SUB-042'],
  policy: { addressValue: (digits, specifier) => `WAPPUSH=${digits}/TYPE=PLMN@${specifier}` },
});
