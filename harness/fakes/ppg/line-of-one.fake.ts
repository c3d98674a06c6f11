import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'keeps but one push waiting for a slot, and forgets the others that it has accepted',
  violates: ['PPG-SUS-002'],
  also: [],
  policy: {
    line: <T>() => {
      let only: T | undefined;
      const take = (): T | undefined => {
        const taken = only;
        only = undefined;
        return taken;
      };
      return { add: (item: T) => void (only = item), take };
    },
  },
});
