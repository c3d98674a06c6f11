import { submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'asks the SMSC for a minute, however soon the push is to be delivered',
  violates: ['PPG-EXP-003'],
  also: [],
  policy: {
    submissions: (push, { profile, ...options }) => {
      const patient = { ...profile, smpp: { ...profile.smpp, deadlineSeconds: 60 } };
      return submissions(push, { ...options, profile: patient, secondsLeft: null });
    },
  },
});
