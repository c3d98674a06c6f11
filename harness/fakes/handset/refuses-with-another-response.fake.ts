import { decodePdu } from '../../wire/smpp/pdu.ts';
import { defineFake } from '../define.ts';

/** ESME_RMSGQFUL in a deliver_sm_resp, and the response of another command. */
const COMMAND_ID = 4;
const COMMAND_STATUS = 8;
const MEMORY_FULL = 0x14;
const DATA_SM_RESP = 0x80000103;

export default defineFake({
  role: 'handset',
  summary: 'says in a data_sm_resp that it has no room for a deliver_sm',
  violates: ['SMPP-DLV-002'],
  also: [],
  wrap: (reference) => ({
    ...reference,
    react: (input, nowUs) =>
      reference.react(input, nowUs).map((effect) => {
        if (effect.kind !== 'send' || decodePdu(effect.octets).command !== 'deliver_sm_resp') return effect;
        const pdu = new DataView(effect.octets.buffer, effect.octets.byteOffset, effect.octets.length);
        if (pdu.getUint32(COMMAND_STATUS) === MEMORY_FULL) pdu.setUint32(COMMAND_ID, DATA_SM_RESP);
        return effect;
      }),
  }),
});
