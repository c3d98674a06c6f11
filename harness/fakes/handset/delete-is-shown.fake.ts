import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'shows an indication that is to delete another',
  violates: ['OTA-027'],
  also: [],
  policy: { isDelete: () => false },
});
