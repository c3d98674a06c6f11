import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'notifies success as pending',
  violates: ['PAP-NTF-005'],
  also: ['PPG-MAP-001', 'STP-03c', 'PPG-SUS-003', 'PAP-QRY-001', 'PPG-SUS-004', 'SMPP-TLV-001', 'SMPP-TLV-002'],
  policy: { reports: (result) => [result.state === 'delivered' ? { ...result, state: 'pending' } : result] },
});
