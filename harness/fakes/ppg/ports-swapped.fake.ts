import { submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { defineFake } from '../define.ts';

const SWAPPED: Readonly<Record<string, string>> = {
  source_port: 'destination_port',
  destination_port: 'source_port',
};

export default defineFake({
  role: 'ppg',
  summary: 'sends pushes from port 2948 to port 9200',
  violates: ['OTA-003'],
  also: [],
  policy: {
    submissions: (push, options) =>
      submissions(push, { ...options, variant: options.variant.filter((token) => token !== 'udh') }).map((pdu) => ({
        ...pdu,
        tlvs: (pdu.tlvs ?? []).map(([name, value]) => [SWAPPED[name] ?? name, value] as const),
      })),
  },
});
