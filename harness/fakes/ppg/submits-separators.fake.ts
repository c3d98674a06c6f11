import { defineFake } from '../define.ts';
import { readPush } from '../../reference-impl/ppg/submission.ts';

export default defineFake({
  role: 'ppg',
  summary: 'submits a number with the separators that it was written with',
  violates: ['PAP-SUB-020'],
  also: ['STP-09', 'SMPP-SUB-004', 'SMPP-SUB-008'],
  policy: {
    readPush: (control) => {
      const request = readPush(control);
      const written = (address: string): string => /WAPPUSH=\+([\d.-]+)/i.exec(address)?.[1] ?? '';
      return {
        ...request,
        recipients: request.recipients.map(({ address }) => ({ address, digits: written(address) })),
      };
    },
  },
});
