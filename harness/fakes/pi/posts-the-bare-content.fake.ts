import { defineFake } from '../define.ts';

export default defineFake({
  role: 'pi',
  summary: 'posts the content without a control entity',
  violates: ['STP-01'],
  also: ['PAP-SUB-001'],
  policy: { pack: ({ content: { contentType, body } }) => ({ contentType, body }) },
});
