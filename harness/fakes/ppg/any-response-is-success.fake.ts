import { outcomeOf } from '../../reference-impl/ppg/result-mapping.ts';
import { responseOf } from '../../wire/smpp/commands.table.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'looks at the status of a response and not at its command',
  violates: ['PPG-MAP-006'],
  also: ['PPG-MAP-005'],
  policy: {
    outcomeOf: (response, request, late) =>
      outcomeOf({ ...response, command: responseOf(request.command) ?? response.command }, request, late),
  },
});
