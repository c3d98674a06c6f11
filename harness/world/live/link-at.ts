import { createServer, type Socket } from 'node:net';
import { UsageError } from '../../core/usage-error.ts';
import { fromHex } from '../../wire/octets.ts';
import { decodeDeliver, type DeliverTpdu } from '../../wire/sm/tpdu.ts';
import { responseOf } from '../../wire/smpp/commands.table.ts';
import { smppFramer } from '../../wire/smpp/framer.ts';
import { decodePdu, encodePdu, isResponse, type Pdu } from '../../wire/smpp/pdu.ts';
import { UDHI } from '../../wire/smpp/user-data.ts';
import { openModemLine, type ModemLine } from './modem-line.ts';

/** A modem or phone as the handset side of an SMSC: what it receives comes to whoever binds here as its receiver. */
export type AtLink = {
  /** Where the handset side binds. */
  readonly port: number;
  readonly close: () => void;
};

/** How long a modem may take to answer a command. */
const ANSWER_MS = 5_000;
/** Longest PDU of the handset side that is read. */
const MAX_PDU_OCTETS = 4_096;
/** Short messages that wait for the handset side to bind. */
const MAX_WAITING = 1_000;
/** TP-DA is not told to a handset: everything is for the number of the modem. */
const INTERNATIONAL = { ton: 1, npi: 1 };

/**
 * Prepares a modem (27.005: PDU mode, phase 2+ so that each message is acknowledged, received messages routed at once as
 * `+CMT`) and serves what it receives as deliver_sm; the answer becomes `AT+CNMA`. Throws `UsageError` when it does not answer.
 */
export async function openAtLink(place: string, number: string): Promise<AtLink> {
  const line = await openModemLine(place);
  try {
    await prepare(line, place);
  } catch (error) {
    line.close();
    throw error;
  }
  return serve(line, number);
}

/** Commands and whether the modem must know them. */
const PREPARATION: readonly (readonly [command: string, isNeeded: boolean])[] = [
  ['AT', true],
  ['ATE0', false],
  ['AT+CMGF=0', true],
  ['AT+CSMS=1', false],
  ['AT+CNMI=2,2,0,0,0', true],
];

async function prepare(line: ModemLine, place: string): Promise<void> {
  for (const [command, isNeeded] of PREPARATION) {
    const answer = await line.ask(command, ANSWER_MS);
    if (answer === 'OK' || (answer !== null && !isNeeded)) continue;
    const what =
      answer === null
        ? `the modem did not answer ${command} within ${ANSWER_MS / 1_000} s`
        : `the modem answered ${command} with ${answer}`;
    const trouble = line.trouble();
    throw new UsageError(
      'handset.target',
      trouble === null ? what : `${what}: ${trouble}`,
      `Check ${place}: a modem or phone that takes AT commands in PDU mode, with its SIM unlocked.`,
    );
  }
}

async function serve(line: ModemLine, number: string): Promise<AtLink> {
  const waiting: DeliverTpdu[] = [];
  let receiver: Socket | null = null;
  let sequence = 0;

  const send = (socket: Socket, pdu: Parameters<typeof encodePdu>[0]): void => void socket.write(encodePdu(pdu));
  const deliver = (tpdu: DeliverTpdu): void => {
    if (receiver === null) {
      if (waiting.length < MAX_WAITING) waiting.push(tpdu);
      return;
    }
    sequence += 1;
    send(receiver, { command: 'deliver_sm', sequence_number: sequence, fields: fieldsOf(tpdu, number) });
  };
  line.hear((pdu) => {
    const tpdu = tpduIn(pdu);
    if (tpdu !== null) deliver(tpdu);
  });

  const onPdu = (socket: Socket, pdu: Pdu): void => {
    const { command, command_status, sequence_number } = pdu;
    if (command === 'deliver_sm_resp') void line.ask(command_status === 0 ? 'AT+CNMA' : 'AT+CNMA=2', ANSWER_MS);
    if (isResponse(pdu)) return;
    const isBind = command.startsWith('bind_');
    const fields = isBind ? { fields: { system_id: 'modem' } } : {};
    send(socket, { command: responseOf(command) ?? 'generic_nack', sequence_number, ...fields });
    if (isBind) {
      receiver = socket;
      for (const tpdu of waiting.splice(0)) deliver(tpdu);
    }
    if (command === 'unbind') socket.end();
  };
  const server = createServer((socket) => {
    const framer = smppFramer(MAX_PDU_OCTETS);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (receiver === socket) receiver = null;
    });
    socket.on('data', (octets) => {
      for (const frame of framer.push(octets)) if (frame.problem === null) onPdu(socket, decodePdu(frame.octets));
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
  return {
    port,
    close: () => {
      receiver?.destroy();
      server.close();
      line.close();
    },
  };
}

/** The SMS-DELIVER behind the service centre's address (27.005, 3.1); `null`: it is none. */
function tpduIn(hex: string): DeliverTpdu | null {
  const octets = fromHex(hex);
  const tpdu = decodeDeliver(octets.subarray(1 + (octets[0] ?? 0)));
  return tpdu.problems.some(({ field }) => field === 'TP-MTI') ? null : tpdu;
}

function fieldsOf({ originator, hasHeader, protocolId, dataCoding, userData }: DeliverTpdu, number: string) {
  return {
    source_addr_ton: originator.ton,
    source_addr_npi: originator.npi,
    source_addr: originator.address,
    dest_addr_ton: INTERNATIONAL.ton,
    dest_addr_npi: INTERNATIONAL.npi,
    destination_addr: number,
    esm_class: hasHeader ? UDHI : 0,
    protocol_id: protocolId,
    data_coding: dataCoding,
    short_message: userData,
  };
}
