import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'does not answer when it has no room',
  violates: ['SMPP-DLV-002', 'RSM-025'],
  also: ['RSM-017'],
  policy: { answers: (_message, reception) => reception !== 'memoryExceeded' },
});
