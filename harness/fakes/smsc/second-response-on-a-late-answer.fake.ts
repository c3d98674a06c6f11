import type { Actor, Effect } from '../../core/actor.ts';
import { decodePdu, encodePdu } from '../../wire/smpp/pdu.ts';
import { smppFramer } from '../../wire/smpp/framer.ts';
import { defineFake } from '../define.ts';

const MAX_PDU_OCTETS = 70_000;

export default defineFake({
  role: 'smsc',
  summary: 'answers a failed submission again when a segment of it is acknowledged late',
  violates: ['TXN-013'],
  also: ['STP-08d', 'DSC-05'],
  wrap: (reference: Actor): Actor => {
    const framers = new Map<string, ReturnType<typeof smppFramer>>();
    let failed: { readonly connection: string; readonly command: string; readonly sequence_number: number } | null =
      null;
    return {
      react: (input, nowUs) => {
        const effects: Effect[] = [...reference.react(input, nowUs)];
        for (const effect of effects) {
          if (effect.kind !== 'send') continue;
          const { command, command_status, sequence_number } = decodePdu(effect.octets);
          const isFailure = /^(submit_sm|data_sm)_resp$/.test(command) && command_status !== 0;
          if (isFailure) failed = { connection: effect.connection, command, sequence_number };
        }
        if (input.kind !== 'octets') return effects;
        const framer = framers.get(input.connection) ?? smppFramer(MAX_PDU_OCTETS);
        framers.set(input.connection, framer);
        const isLate = framer.push(input.octets).some(({ octets }) => {
          const { command, command_status } = decodePdu(octets);
          return command === 'deliver_sm_resp' && command_status === 0;
        });
        if (isLate && failed !== null) {
          const { connection, ...response } = failed;
          effects.push({ kind: 'send', connection, octets: encodePdu(response) });
          failed = null;
        }
        return effects;
      },
    };
  },
});
