import { isWebUrl } from '../../reference-impl/handset/push-policy.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'shows an indication that has neither URL nor id',
  violates: ['OTA-028'],
  also: [],
  policy: { isOffered: ({ href }) => href === null || isWebUrl(href) },
});
