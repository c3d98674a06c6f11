import { refusalOf } from '../../reference-impl/smsc/submission.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'takes the ports of the header where the TLVs have others',
  violates: ['SEG-023'],
  also: [],
  policy: {
    refusalOf: (pdu, version, now) =>
      refusalOf(
        { ...pdu, tlvs: pdu.tlvs.filter(({ name }) => userData(pdu).udh === null || name !== 'destination_port') },
        version,
        now,
      ),
  },
});
