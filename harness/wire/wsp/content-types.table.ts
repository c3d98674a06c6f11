/** Well-known media types (WSP table 40, OMNA). */
export const contentTypes: readonly (readonly [number: number, media: string])[] = [
  [0x00, '*/*'],
  [0x01, 'text/*'],
  [0x02, 'text/html'],
  [0x03, 'text/plain'],
  [0x08, 'text/vnd.wap.wml'],
  [0x09, 'text/vnd.wap.wmlscript'],
  [0x0b, 'multipart/*'],
  [0x0c, 'multipart/mixed'],
  [0x0d, 'multipart/form-data'],
  [0x0e, 'multipart/byteranges'],
  [0x0f, 'multipart/alternative'],
  [0x10, 'application/*'],
  [0x12, 'application/x-www-form-urlencoded'],
  [0x14, 'application/vnd.wap.wmlc'],
  [0x15, 'application/vnd.wap.wmlscriptc'],
  [0x1c, 'image/*'],
  [0x1d, 'image/gif'],
  [0x1e, 'image/jpeg'],
  [0x1f, 'image/tiff'],
  [0x20, 'image/png'],
  [0x21, 'image/vnd.wap.wbmp'],
  [0x22, 'application/vnd.wap.multipart.*'],
  [0x23, 'application/vnd.wap.multipart.mixed'],
  [0x24, 'application/vnd.wap.multipart.form-data'],
  [0x25, 'application/vnd.wap.multipart.byteranges'],
  [0x26, 'application/vnd.wap.multipart.alternative'],
  [0x27, 'application/xml'],
  [0x28, 'text/xml'],
  [0x29, 'application/vnd.wap.wbxml'],
  [0x2d, 'text/vnd.wap.si'],
  [0x2e, 'application/vnd.wap.sic'],
  [0x2f, 'text/vnd.wap.sl'],
  [0x30, 'application/vnd.wap.slc'],
  [0x31, 'text/vnd.wap.co'],
  [0x32, 'application/vnd.wap.coc'],
  [0x33, 'application/vnd.wap.multipart.related'],
  [0x34, 'application/vnd.wap.sia'],
  [0x35, 'text/vnd.wap.connectivity-xml'],
  [0x36, 'application/vnd.wap.connectivity-wbxml'],
  [0x3e, 'application/vnd.wap.mms-message'],
  [0x0304, 'text/vnd.wap.emn+xml'],
  [0x030a, 'application/vnd.wap.emn+wbxml'],
];

const mediaByNumber = new Map(contentTypes);
const numberByMedia = new Map(contentTypes.map(([number, media]) => [media, number]));

/** The media type of a number; an unassigned one as `0x77`. */
export function mediaOf(number: number): string {
  return mediaByNumber.get(number) ?? `0x${number.toString(16).padStart(2, '0')}`;
}

/** The number of a media type (lower case), where it has one. */
export function numberOfMedia(media: string): number | undefined {
  return numberByMedia.get(media);
}
