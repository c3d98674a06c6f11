import { defineFake } from '../define.ts';

export default defineFake({
  role: 'pi',
  summary: 'closes the connection of a result notification without an answer',
  violates: ['STP-10'],
  also: ['PAP-NTF-010', 'PAP-NTF-011', 'PAP-NTF-013'],
  policy: { answer: () => null },
});
