import { defineFake } from '../define.ts';

export default defineFake({
  role: 'origin',
  summary: 'knows nothing of a URL that was pushed',
  violates: ['STP-13'],
  also: [],
  policy: { answerStatus: () => 404 },
});
