import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'uses a reference again after fifteen others',
  violates: ['SEG-008'],
  also: ['SEG-009'],
  policy: { sparesReferencesInUse: false, nextReference: (reference) => (reference + 1) % 16 },
});
