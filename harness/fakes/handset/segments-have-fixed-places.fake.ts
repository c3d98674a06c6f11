import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'puts each segment at (index - 1) times what the largest holds',
  violates: ['RSM-020'],
  also: [],
  policy: {
    join: (parts, total) => {
      const full = Math.max(...[...parts.values()].map(({ length }) => length));
      const whole = new Uint8Array(full * (total - 1) + (parts.get(total)?.length ?? 0));
      for (const [index, part] of parts) whole.set(part, full * (index - 1));
      return whole;
    },
  },
});
