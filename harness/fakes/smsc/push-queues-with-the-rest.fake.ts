import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'has push wait behind whatever came before it',
  violates: ['DSC-03'],
  also: [],
  policy: {
    trafficOf: () => 'ordinary' as const,
    capacityOf: ({ deployment }) => (deployment === 'reserved' ? { total: 16, reserved: 0 } : null),
  },
});
