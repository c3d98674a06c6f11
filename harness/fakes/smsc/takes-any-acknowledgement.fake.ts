import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'takes an acknowledgement that belongs to no segment for that of the oldest one',
  violates: ['TXN-024'],
  also: ['STP-08a', 'TXN-001'],
  policy: {
    requestAnswered: (sequence, awaited) => {
      const [oldest] = awaited.keys();
      return awaited.has(sequence) ? sequence : (oldest ?? null);
    },
  },
});
