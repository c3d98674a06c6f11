import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'requests a URL in small letters',
  violates: ['STP-11b'],
  also: [],
  policy: { requestUrl: (url) => url.replace(/#.*$/s, '').toLowerCase() },
});
