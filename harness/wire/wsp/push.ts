import type { Problem } from '../octets.ts';

/** `name` in lower case, well-known ones by their HTTP name; `octets` are the header's own. */
export type PushHeader = { readonly name: string; readonly value: string; readonly octets: Uint8Array };

export type PushPdu = {
  readonly tid: number;
  readonly type: number;
  readonly contentType: string;
  readonly charset: string | null;
  /** `x-wap-application:wml.ua` when the header is absent. */
  readonly applicationId: string;
  readonly headers: readonly PushHeader[];
  readonly body: Uint8Array;
  readonly bodyOffset: number;
  readonly octets: Uint8Array;
  readonly problems: readonly Problem[];
};

/** Reads a connectionless push PDU (WSP 8.2.4.1). */
export function decodePush(octets: Uint8Array): PushPdu {
  throw new RangeError(`not yet: ${octets.length}`);
}

export type PushInput = {
  readonly tid: number;
  readonly contentType: string;
  readonly charset: string | null;
  /** `null` = no header. */
  readonly applicationId: string | null;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** `text`: the media type spelt out, as older gateways do. */
  readonly contentTypeForm?: 'shortest' | 'text';
  readonly body: Uint8Array;
};

/** A connectionless push PDU in its shortest forms. */
export function encodePush(push: PushInput): Uint8Array {
  throw new RangeError(`not yet: ${push.tid}`);
}
