import { concat, fromLatin1 } from '../../wire/octets.ts';

/** Media types of the text documents by their root element (push-ota.md 4.3). */
const MEDIA: Readonly<Record<string, string>> = {
  si: 'text/vnd.wap.si',
  sl: 'text/vnd.wap.sl',
  co: 'text/vnd.wap.co',
  emn: 'text/vnd.wap.emn+xml',
};

/** A document that a case gives as text, in the octets of that charset, which its Content-Type says too. */
export function givenDocument(
  text: string,
  charset: string,
): { readonly contentType: string; readonly body: Uint8Array } {
  const root = /<([a-z]+)[\s/>]/.exec(text)?.[1] ?? '';
  return { contentType: `${MEDIA[root] ?? 'text/xml'}; charset=${charset}`, body: octetsOf(text, charset) };
}

function octetsOf(text: string, charset: string): Uint8Array {
  if (charset === 'iso-8859-1') return fromLatin1(text);
  if (charset !== 'utf-16') return new TextEncoder().encode(text);
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return concat(Uint8Array.of(0xfe, 0xff), Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 0xff])));
}
