/**
 * How a well-known header's value is coded (WSP 8.4.2). `text`: Text-string. `other`: forms we show but do not write;
 * such a header is written by its textual name.
 */
export type HeaderCoding =
  | 'text'
  | 'quoted'
  | 'integer'
  | 'date'
  | 'application'
  | 'flags'
  | 'version'
  | 'cacheControl'
  | 'contentEncoding'
  | 'other';

/** Well-known headers of code page 1 (WSP table 39); the first number of a name is the one we write. */
export const headers: readonly (readonly [number: number, name: string, coding: HeaderCoding])[] = [
  [0x00, 'accept', 'other'],
  [0x01, 'accept-charset', 'other'],
  [0x02, 'accept-encoding', 'other'],
  [0x03, 'accept-language', 'other'],
  [0x04, 'accept-ranges', 'other'],
  [0x05, 'age', 'integer'],
  [0x06, 'allow', 'other'],
  [0x07, 'authorization', 'other'],
  [0x08, 'cache-control', 'cacheControl'],
  [0x09, 'connection', 'other'],
  [0x0a, 'content-base', 'text'],
  [0x0b, 'content-encoding', 'contentEncoding'],
  [0x0c, 'content-language', 'other'],
  [0x0d, 'content-length', 'integer'],
  [0x0e, 'content-location', 'text'],
  [0x0f, 'content-md5', 'other'],
  [0x10, 'content-range', 'other'],
  [0x11, 'content-type', 'other'],
  [0x12, 'date', 'date'],
  [0x13, 'etag', 'text'],
  [0x14, 'expires', 'date'],
  [0x15, 'from', 'text'],
  [0x16, 'host', 'text'],
  [0x17, 'if-modified-since', 'date'],
  [0x18, 'if-match', 'text'],
  [0x19, 'if-none-match', 'text'],
  [0x1a, 'if-range', 'other'],
  [0x1b, 'if-unmodified-since', 'date'],
  [0x1c, 'location', 'text'],
  [0x1d, 'last-modified', 'date'],
  [0x1e, 'max-forwards', 'integer'],
  [0x1f, 'pragma', 'other'],
  [0x20, 'proxy-authenticate', 'other'],
  [0x21, 'proxy-authorization', 'other'],
  [0x22, 'public', 'other'],
  [0x23, 'range', 'other'],
  [0x24, 'referer', 'text'],
  [0x25, 'retry-after', 'other'],
  [0x26, 'server', 'text'],
  [0x27, 'transfer-encoding', 'other'],
  [0x28, 'upgrade', 'text'],
  [0x29, 'user-agent', 'text'],
  [0x2a, 'vary', 'other'],
  [0x2b, 'via', 'text'],
  [0x2c, 'warning', 'other'],
  [0x2d, 'www-authenticate', 'other'],
  [0x2e, 'content-disposition', 'other'],
  [0x2f, 'x-wap-application-id', 'application'],
  [0x30, 'x-wap-content-uri', 'text'],
  [0x31, 'x-wap-initiator-uri', 'text'],
  [0x32, 'accept-application', 'other'],
  [0x33, 'bearer-indication', 'integer'],
  [0x34, 'push-flag', 'flags'],
  [0x35, 'profile', 'text'],
  [0x36, 'profile-diff', 'other'],
  [0x37, 'profile-warning', 'other'],
  [0x38, 'expect', 'other'],
  [0x39, 'te', 'other'],
  [0x3a, 'trailer', 'other'],
  [0x3b, 'accept-charset', 'other'],
  [0x3c, 'accept-encoding', 'other'],
  [0x3d, 'cache-control', 'cacheControl'],
  [0x3e, 'content-range', 'other'],
  [0x3f, 'x-wap-tod', 'date'],
  [0x40, 'content-id', 'quoted'],
  [0x41, 'set-cookie', 'other'],
  [0x42, 'cookie', 'other'],
  [0x43, 'encoding-version', 'version'],
  [0x44, 'profile-warning', 'other'],
  [0x45, 'content-disposition', 'other'],
  [0x46, 'x-wap-security', 'other'],
  [0x47, 'cache-control', 'cacheControl'],
];

/** Cache-Control directives that are one octet; those with `seconds` may carry a delta in the general form. */
export const cacheDirectives: readonly (readonly [number: number, directive: string, seconds: boolean])[] = [
  [0x00, 'no-cache', false],
  [0x01, 'no-store', false],
  [0x02, 'max-age', true],
  [0x03, 'max-stale', true],
  [0x04, 'min-fresh', true],
  [0x05, 'only-if-cached', false],
  [0x06, 'public', false],
  [0x07, 'private', false],
  [0x08, 'no-transform', false],
  [0x09, 'must-revalidate', false],
  [0x0a, 'proxy-revalidate', false],
  [0x0b, 's-maxage', true],
];

/** Content-Encoding values that are one octet. */
export const contentEncodings: readonly (readonly [number: number, coding: string])[] = [
  [0x00, 'gzip'],
  [0x01, 'compress'],
  [0x02, 'deflate'],
];
