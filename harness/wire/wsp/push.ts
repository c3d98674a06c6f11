import type { Problem } from '../octets.ts';
import { concat } from '../octets.ts';
import { DEFAULT_APPLICATION } from './applications.table.ts';
import type { ContentTypeForm } from './content-type.ts';
import { readContentType, writeContentType } from './content-type.ts';
import type { PushHeader } from './header-block.ts';
import { readHeaders, writeHeader } from './header-block.ts';
import { readUintvar, writeUintvar } from './uintvar.ts';

export type { PushHeader } from './header-block.ts';

/** PDU types (WSP table 34): only Push may come to port 2948; ConfirmedPush has the same form. */
export const PUSH = 0x06;
const CONFIRMED_PUSH = 0x07;

export type PushPdu = {
  readonly tid: number;
  readonly type: number;
  /** Lower case; an unassigned number as `0x77`. Empty when it could not be read. */
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
  const [tid = 0, type = 0] = octets;
  const pdu: PushPdu = {
    tid,
    type,
    contentType: '',
    charset: null,
    applicationId: DEFAULT_APPLICATION,
    headers: [],
    body: new Uint8Array(0),
    bodyOffset: octets.length,
    octets,
    problems: [],
  };
  const complain = (field: string, offset: number, what: string): PushPdu => ({
    ...pdu,
    problems: [{ field, offset, what }],
  });
  if (octets.length < 2) return complain('pdu', octets.length, 'ends before the PDU type');
  if (type !== PUSH && type !== CONFIRMED_PUSH)
    return complain('type', 1, `0x${type.toString(16).padStart(2, '0')} is no Push`);

  const headersLen = readUintvar(octets, 2, octets.length);
  if ('problem' in headersLen) return complain('HeadersLen', 2, headersLen.problem);
  const { next: start, value: length } = headersLen;
  const bodyOffset = start + length;
  if (bodyOffset > octets.length) {
    return complain('HeadersLen', 2, `says ${length} octets, there are ${octets.length - start}`);
  }
  const whole = { ...pdu, body: octets.slice(bodyOffset), bodyOffset };
  const typeProblems =
    type === PUSH ? [] : [{ field: 'type', offset: 1, what: '0x07 is ConfirmedPush, of sessions only' }];
  const contentType = readContentType(octets, start, bodyOffset);
  if ('problem' in contentType) {
    return {
      ...whole,
      problems: [...typeProblems, { field: 'content-type', offset: start, what: contentType.problem }],
    };
  }
  const { headers, problem } = readHeaders(octets, contentType.next, bodyOffset);
  return {
    ...whole,
    contentType: contentType.value.media,
    charset: contentType.value.charset,
    applicationId: headers.find(({ name }) => name === 'x-wap-application-id')?.value ?? DEFAULT_APPLICATION,
    headers,
    problems: problem === null ? typeProblems : [...typeProblems, problem],
  };
}

export type PushInput = {
  readonly tid: number;
  readonly contentType: string;
  readonly charset: string | null;
  /** `null` = no header. */
  readonly applicationId: string | null;
  /** After the application id, in this order. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** `shortest` unless stated. */
  readonly contentTypeForm?: ContentTypeForm;
  readonly body: Uint8Array;
};

/** A connectionless push PDU; every field in its shortest form. */
export function encodePush(push: PushInput): Uint8Array {
  const { contentType: media, charset, applicationId, headers = [] } = push;
  const all = applicationId === null ? headers : [['x-wap-application-id', applicationId] as const, ...headers];
  const block = concat(
    writeContentType({ media, charset }, push.contentTypeForm ?? 'shortest'),
    ...all.map(([name, value]) => writeHeader(name, value)),
  );
  return concat(Uint8Array.of(push.tid, PUSH), writeUintvar(block.length), block, push.body);
}
