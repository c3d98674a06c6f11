import { showingPieces } from './as-it-came.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'shows each segment as a message of its own',
  violates: ['CLM-1'],
  also: [
    'OTA-033',
    'RSM-001',
    'RSM-002',
    'RSM-003',
    'RSM-004',
    'RSM-005',
    'RSM-006',
    'RSM-010',
    'RSM-011',
    'RSM-013',
    'RSM-014',
    'RSM-015',
    'RSM-016',
    'RSM-018',
    'RSM-020',
    'RSM-021',
    'RSM-023',
  ],
  policy: { concatenationOf: () => null, ...showingPieces },
});
