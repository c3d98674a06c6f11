import { once } from 'node:events';
import smpp from 'smpp';
import type { PDU } from 'smpp';

/** A PPG's side towards the SMSC whose only SMPP code is the `smpp` package. */
export type PackageEsme = {
  /** Submits a whole push in transaction mode; resolves to the response. */
  readonly submit: (submission: PackageSubmission) => Promise<PDU>;
  /** Unbinds and leaves. */
  readonly close: () => Promise<void>;
};

/** One push to one number. */
export type PackageSubmission = {
  readonly command: 'submit_sm' | 'data_sm';
  /** Where the ports stand: in a user data header before the push, or in TLVs. */
  readonly ports: 'udh' | 'tlv';
  readonly to: string;
  readonly push: Uint8Array;
  /** Whole seconds that the SMSC may try, less than a minute. */
  readonly withinSeconds: number;
};

export type PackageEsmeOptions = {
  readonly port: number;
  readonly systemId: string;
  readonly password: string;
  readonly bind: 'bind_transmitter' | 'bind_transceiver';
};

/** Transaction (forward) mode, and the header indicator beside it (SMPP 3.4, 5.2.12). */
const TRANSACTION = 0x02;
const TRANSACTION_UDHI = 0x42;
const BINARY = 0x04;
/** Ports of a connectionless push (WAP-259), as TLVs and as an information element. */
const PORTS = { source_port: 9_200, dest_port: 2_948 };
const PORTS_UDH = Uint8Array.of(0x06, 0x05, 0x04, 0x0b, 0x84, 0x23, 0xf0);
/** What fits short_message (SMPP 3.4, 5.2.22); longer pushes go as message_payload. */
const MAX_SHORT_MESSAGE = 254;
/** How long any answer may take beyond what the SMSC was given. */
const PATIENCE_MS = 10_000;

/** Connects to an SMSC on the loopback interface and binds; rejects when the bind is refused or not answered. */
export async function startPackageEsme({ port, systemId, password, bind }: PackageEsmeOptions): Promise<PackageEsme> {
  const session = smpp.connect({ host: '127.0.0.1', port });
  // Without a listener an error ends the process; the socket's close follows anyway.
  session.on('error', () => undefined);
  session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()));
  session.on('unbind', (pdu: PDU) => {
    session.send(pdu.response());
    session.close();
  });
  const ask = (request: PDU, limitMs: number): Promise<PDU> =>
    new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error(`the session closed before ${request.command} was answered`));
      const timer = setTimeout(() => reject(new Error(`${request.command} was not answered`)), limitMs);
      session.once('close', gone);
      session.send(request, (answer) => {
        clearTimeout(timer);
        session.off('close', gone);
        resolve(answer);
      });
    });

  await once(session, 'connect');
  const account = { system_id: systemId, password, interface_version: 0x34 };
  const bound = await ask(new smpp.PDU(bind, account), PATIENCE_MS);
  if (bound.command_status !== 0) {
    session.destroy();
    throw new Error(`the bind was refused with status ${bound.command_status}`);
  }
  return {
    submit: (submission) => ask(pduOf(submission), submission.withinSeconds * 1_000 + PATIENCE_MS),
    close: async () => {
      const closed = once(session, 'close');
      await ask(new smpp.PDU('unbind'), PATIENCE_MS);
      session.close();
      await closed;
    },
  };
}

function pduOf({ command, ports, to, push, withinSeconds }: PackageSubmission): PDU {
  const octets = Buffer.concat(ports === 'udh' ? [PORTS_UDH, push] : [push]);
  const short = command === 'submit_sm' && octets.length <= MAX_SHORT_MESSAGE;
  return new smpp.PDU(command, {
    service_type: 'WAP',
    source_addr_ton: 0,
    source_addr_npi: 1,
    source_addr: '10658000',
    dest_addr_ton: 1,
    dest_addr_npi: 1,
    destination_addr: to,
    esm_class: ports === 'udh' ? TRANSACTION_UDHI : TRANSACTION,
    data_coding: BINARY,
    ...(ports === 'udh' ? {} : PORTS),
    ...(short ? { short_message: octets } : { message_payload: octets }),
    ...(command === 'data_sm' ? { qos_time_to_live: withinSeconds } : { validity_period: relativeTime(withinSeconds) }),
  });
}

/** `YYMMDDhhmmss000R` (SMPP 3.4, 7.1.1.2). */
function relativeTime(seconds: number): string {
  return `0000000000${String(seconds).padStart(2, '0')}000R`;
}
