import { concat } from '../octets.ts';
import { charsetName, charsetNumber } from './charsets.table.ts';
import { mediaOf, numberOfMedia } from './content-types.table.ts';
import type { Reading } from './uintvar.ts';
import { readUintvar } from './uintvar.ts';
import { integerOf, readValue, textOf, writeData, writeInteger, writeText } from './values.ts';

export type WspContentType = { readonly media: string; readonly charset: string | null };

const Q = 0x00;
const CHARSET = 0x01;

/** Reads a ContentType field in any of its forms (WSP 8.4.2.24), from `at` to at most `end`. */
export function readContentType(octets: Uint8Array, at: number, end: number): Reading<WspContentType> {
  const field = readValue(octets, at, end);
  if ('problem' in field) return { problem: `content type: ${field.problem}` };
  const { value, next } = field;
  if (value.kind === 'short') return { value: { media: mediaOf(value.number), charset: null }, next };
  if (value.kind === 'text') return { value: { media: textOf(value.octets).toLowerCase(), charset: null }, next };
  const general = readGeneralForm(octets, value.offset, next);
  return 'problem' in general ? { problem: `content type: ${general.problem}` } : { value: general.value, next };
}

function readGeneralForm(octets: Uint8Array, at: number, end: number): Reading<WspContentType> {
  const media = readValue(octets, at, end);
  if ('problem' in media) return { problem: `media type: ${media.problem}` };
  const number = integerOf(media.value);
  if (number === null && media.value.kind !== 'text') return { problem: 'media type is neither number nor text' };
  const name = media.value.kind === 'text' ? textOf(media.value.octets).toLowerCase() : mediaOf(number ?? 0);
  let charset: string | null = null;
  for (let next = media.next; next < end;) {
    const parameter = readParameter(octets, next, end);
    if ('problem' in parameter) return { problem: `parameter: ${parameter.problem}` };
    charset ??= parameter.value.charset;
    next = parameter.next;
  }
  return { value: { media: name, charset }, next: end };
}

/** A parameter (WSP 8.4.2.4); of all of them only the charset is kept. */
function readParameter(octets: Uint8Array, at: number, end: number): Reading<{ readonly charset: string | null }> {
  const token = readValue(octets, at, end);
  if ('problem' in token) return token;
  const known = integerOf(token.value);
  if (known === Q) {
    const quality = readUintvar(octets, token.next, end);
    return 'problem' in quality ? quality : { value: { charset: null }, next: quality.next };
  }
  const named = token.value.kind === 'text' ? textOf(token.value.octets).toLowerCase() : null;
  const value = readValue(octets, token.next, end);
  if ('problem' in value) return value;
  if (known !== CHARSET && named !== 'charset') return { value: { charset: null }, next: value.next };
  const number = integerOf(value.value);
  if (number !== null) return { value: { charset: charsetName(number) }, next: value.next };
  if (value.value.kind !== 'text') return { problem: 'charset is neither number nor text' };
  return { value: { charset: textOf(value.value.octets).replace(/^"/, '').toLowerCase() }, next: value.next };
}

/** `shortest`: a number where there is one; `text`: the media type spelt out; `general`: with a length, parameters or not. */
export type ContentTypeForm = 'shortest' | 'text' | 'general';

/** Writes a ContentType field. */
export function writeContentType({ media, charset }: WspContentType, form: ContentTypeForm): Uint8Array {
  if (!/^[\x21-\x7e]+$/.test(media)) throw new RangeError(`no media type: ${media}`);
  const number = form === 'text' ? undefined : numberOfMedia(media.toLowerCase());
  const written = number === undefined ? writeText(media) : writeInteger(number);
  if (charset === null) return form === 'general' || (number ?? 0) > 0x7f ? writeData(written) : written;
  const mibEnum = charsetNumber(charset);
  const parameter =
    mibEnum === undefined
      ? concat(writeText('charset'), writeText(charset))
      : concat(writeInteger(CHARSET), writeInteger(mibEnum));
  return writeData(concat(written, parameter));
}
