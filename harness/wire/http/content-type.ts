import { trimBlanks } from './fields.ts';

export type ContentType = { readonly media: string; readonly parameters: Readonly<Record<string, string>> };

/** Parameters of one header that are read. */
const MAX_PARAMETERS = 32;

/** Media type in lower case and its parameters by lower-case name, the first of a name (RFC 2045, 5.1). */
export function parseContentType(value: string): ContentType {
  const mediaEnd = value.indexOf(';') === -1 ? value.length : value.indexOf(';');
  const parameters = new Map<string, string>();
  let at = mediaEnd;
  while (at < value.length && parameters.size < MAX_PARAMETERS) {
    const equals = value.indexOf('=', at + 1);
    if (equals === -1) break;
    const next = readValue(value, equals + 1);
    // `;a; b=c`: what has no value is no parameter
    const name = trimBlanks(value.slice(at, equals).split(';').at(-1) ?? '').toLowerCase();
    if (name !== '' && !parameters.has(name)) parameters.set(name, next.text);
    const semicolon = value.indexOf(';', next.end);
    at = semicolon === -1 ? value.length : semicolon;
  }
  return { media: trimBlanks(value.slice(0, mediaEnd)).toLowerCase(), parameters: Object.fromEntries(parameters) };
}

/** A token, or a quoted string without its quotes; one that never ends is taken to the end. */
function readValue(value: string, start: number): { readonly text: string; readonly end: number } {
  let at = start;
  while (value[at] === ' ' || value[at] === '\t') at += 1;
  if (value[at] !== '"') {
    const semicolon = value.indexOf(';', at);
    const end = semicolon === -1 ? value.length : semicolon;
    return { text: trimBlanks(value.slice(at, end)), end };
  }
  let text = '';
  for (at += 1; at < value.length && value[at] !== '"'; at += 1) {
    if (value[at] === '\\' && at + 1 < value.length) at += 1;
    text += value[at] ?? '';
  }
  return { text, end: Math.min(at + 1, value.length) };
}
