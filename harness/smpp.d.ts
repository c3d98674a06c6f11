/** The `smpp` package (0.5.1) has no types; these are narrow, for what pushproof uses of it. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server, Socket } from 'node:net';

  /** Fields and TLVs are properties, by the package's names (`dest_port`, `short_message.message`, …). */
  export class PDU {
    constructor(command: string, options?: Readonly<Record<string, unknown>>);
    constructor(octets: Buffer);
    static maxLength: number;
    static fromBuffer(octets: Buffer): PDU | false;
    command: string;
    command_length: number;
    command_id: number;
    command_status: number;
    sequence_number: number;
    [field: string]: unknown;
    isResponse(): boolean;
    response(options?: Readonly<Record<string, unknown>>): PDU;
    toBuffer(): Buffer;
  }

  /** Emits `connect`, `close`, `error` (without a listener the process dies), `pdu`, and each PDU by its command. */
  export class Session extends EventEmitter {
    readonly socket: Socket;
    paused: boolean;
    send(pdu: PDU, onResponse?: (pdu: PDU) => void, onSent?: (pdu: PDU) => void): boolean;
    pause(): void;
    resume(): void;
    close(onClosed?: () => void): void;
    destroy(onClosed?: () => void): void;
  }

  /** Tables by name; `errors` are command_status codes. */
  export const commands: Readonly<Record<string, { readonly id: number }>>;
  export const tlvs: Readonly<Record<string, { readonly id: number }>>;
  export const errors: Readonly<Record<string, number>>;

  export function connect(options: { readonly host: string; readonly port: number }, onConnect?: () => void): Session;
  export function createServer(
    onSession: (session: Session) => void,
  ): Server & { readonly sessions: readonly Session[] };
}
