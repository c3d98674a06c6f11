import { defineFake } from '../define.ts';
import { saying } from '../rewriting.ts';

export default defineFake({
  role: 'pi',
  summary: 'repeats a submission that was not answered under another push-id',
  violates: ['PAP-SUB-009'],
  also: [],
  wrap: (reference) => {
    const seen = new Set<string>();
    return saying('request', ({ start, body }) => {
      const [, pushId = ''] = /<push-message push-id="([^"]*)"/.exec(body) ?? [];
      const isAgain = seen.has(pushId);
      seen.add(pushId);
      return { start, body: isAgain && pushId !== '' ? body.replace(pushId, `again-${pushId}`) : body };
    })(reference);
  },
});
