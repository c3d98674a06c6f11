import { defineFake } from '../define.ts';
import { refuse } from '../../reference-impl/ppg/submission.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes a push whose deliver-before is past, and says nothing more of it',
  violates: ['PAP-SUB-023'],
  also: ['PAP-SUB-042', 'STP-09', 'PPG-EXP-001'],
  policy: {
    refuse: (control) => refuse(control, 0),
    reports: (result) => (result.state === 'expired' ? [] : [result]),
  },
});
