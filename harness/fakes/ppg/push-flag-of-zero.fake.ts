import { encodePush } from '../../wire/wsp/push.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'writes a Push-Flag that has no bit set',
  violates: ['OTA-010'],
  also: [],
  policy: { encode: (push) => encodePush({ ...push, headers: [...(push.headers ?? []), ['push-flag', '0']] }) },
});
