import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'gives every push the same reference',
  violates: ['SEG-008'],
  also: [],
  policy: { sparesReferencesInUse: false, nextReference: (reference) => reference },
});
