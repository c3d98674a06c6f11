import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'takes the URL of a service for that of one object',
  violates: ['OTA-032'],
  also: [],
  policy: { dropsFromCache: ({ objects, services }, url) => [...objects, ...services].includes(url) },
});
