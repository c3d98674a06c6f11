import { createServer, type Socket } from 'node:net';
import { UsageError } from '../../core/usage-error.ts';
import { fromHex, toHex } from '../../wire/octets.ts';
import { decodeRp, encodeRpData, rpFramer } from '../../wire/sm/rp.ts';
import { decodeDeliver } from '../../wire/sm/tpdu.ts';
import { openModemLine, type ModemLine } from './modem-line.ts';

/** A modem or phone as the handset side of an SMSC: what it receives comes to whoever connects here, by RPDUs. */
export type AtLink = {
  /** Where the handset side connects. */
  readonly port: number;
  readonly close: () => void;
};

/** How long a modem may take to answer a command. */
const ANSWER_MS = 5_000;
/** Short messages that wait for the handset side to connect. */
const MAX_WAITING = 1_000;
/** RP-Message References (24.011, 8.2.3). */
const REFERENCES = 256;
/** RP-User data of an RP-DATA towards a handset, beside two addresses (24.011, 8.2.5.3), and the digits of an address. */
const MAX_TPDU_OCTETS = 232;
const MAX_ADDRESS_DIGITS = 20;

/**
 * Prepares a modem (27.005: PDU mode, phase 2+ so that each message is acknowledged, received messages routed at once as
 * `+CMT`) and hands on what it receives, octet by octet, in RP-DATA; the answer becomes `AT+CNMA`. TP-DA is not told to a handset:
 * everything is for the number of the modem. Throws `UsageError` when it does not answer.
 */
export async function openAtLink(place: string, number: string): Promise<AtLink> {
  const line = await openModemLine(place);
  // What it has to report may come with the answer to the last command.
  const waiting: Reported[] = [];
  line.hear((pdu) => keep(waiting, reportedBy(pdu)));
  try {
    await prepare(line, place);
  } catch (error) {
    line.close();
    throw error;
  }
  return serve(line, number, waiting);
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

function keep(waiting: Reported[], reported: Reported | null): void {
  if (reported !== null && waiting.length < MAX_WAITING) waiting.push(reported);
}

async function serve(line: ModemLine, number: string, waiting: Reported[]): Promise<AtLink> {
  let receiver: Socket | null = null;
  let reference = 0;

  const deliver = (reported: Reported): void => {
    if (receiver === null) {
      keep(waiting, reported);
      return;
    }
    receiver.write(encodeRpData(reference, reported.serviceCentre, number, reported.tpdu));
    reference = (reference + 1) % REFERENCES;
  };
  line.hear((pdu) => {
    const reported = reportedBy(pdu);
    if (reported !== null) deliver(reported);
  });

  const onRpdu = (octets: Uint8Array): void => {
    const { name } = decodeRp(octets);
    if (name === 'rp-ack') void line.ask('AT+CNMA', ANSWER_MS);
    if (name === 'rp-error') void line.ask('AT+CNMA=2', ANSWER_MS);
  };
  const server = createServer((socket) => {
    const framer = rpFramer();
    receiver = socket;
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (receiver === socket) receiver = null;
    });
    socket.on('data', (octets) => {
      for (const frame of framer.push(octets)) onRpdu(frame.octets);
    });
    for (const reported of waiting.splice(0)) deliver(reported);
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

/** What a modem reports: an SMS-DELIVER as it is, and the digits of the service centre that sent it. */
type Reported = { readonly serviceCentre: string; readonly tpdu: Uint8Array };

/** The SMS-DELIVER behind the service centre's address (27.005, 3.1); `null`: it is none, or too long for any RPDU. */
function reportedBy(hex: string): Reported | null {
  const octets = fromHex(hex);
  const size = octets[0] ?? 0;
  const tpdu = octets.subarray(1 + size);
  if (tpdu.length > MAX_TPDU_OCTETS || decodeDeliver(tpdu).problems.some(({ field }) => field === 'TP-MTI'))
    return null;
  const digits = toHex(octets.subarray(2, 1 + size)).replace(/(.)(.)/g, '$2$1');
  return { serviceCentre: digits.replace(/\D.*$/, '').slice(0, MAX_ADDRESS_DIGITS), tpdu };
}
