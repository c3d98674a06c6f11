import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'requests a URL without its query',
  violates: ['STP-11b'],
  also: [],
  policy: { requestUrl: (url) => url.replace(/[?#].*$/s, '') },
});
