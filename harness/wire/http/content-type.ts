export type ContentType = { readonly media: string; readonly parameters: Readonly<Record<string, string>> };

/** Media type in lower case and its parameters by lower-case name (RFC 2045, 5.1). */
export function parseContentType(value: string): ContentType {
  return { media: value.split(';')[0]?.trim().toLowerCase() ?? '', parameters: {} };
}
