import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'shows an indication whose time is over',
  violates: ['OTA-025'],
  also: [],
  policy: { isExpired: () => false },
});
