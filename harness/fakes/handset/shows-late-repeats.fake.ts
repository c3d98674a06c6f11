import { showingPieces } from './as-it-came.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'shows a segment by itself when it comes again after its push',
  violates: ['RSM-004'],
  also: ['OTA-033', 'RSM-003', 'RSM-011'],
  policy: { late: (content) => content, ...showingPieces },
});
