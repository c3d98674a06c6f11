import { encodePush } from '../../wire/wsp/push.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'gives every push the same TID',
  violates: ['OTA-012'],
  also: [],
  policy: { encode: (push) => encodePush({ ...push, tid: 1 }) },
});
