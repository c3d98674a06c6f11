/** Push application ids (X-Wap-Application-Id; OMNA). */
export const applications: readonly (readonly [code: number, urn: string])[] = [
  [0x00, 'x-wap-application:*'],
  [0x01, 'x-wap-application:push.sia'],
  [0x02, 'x-wap-application:wml.ua'],
  [0x03, 'x-wap-application:wta.ua'],
  [0x04, 'x-wap-application:mms.ua'],
  [0x05, 'x-wap-application:push.syncml'],
  [0x06, 'x-wap-application:loc.ua'],
  [0x07, 'x-wap-application:syncml.dm'],
  [0x08, 'x-wap-application:drm.ua'],
  [0x09, 'x-wap-application:emn.ua'],
  [0x0a, 'x-wap-application:wv.ua'],
  [0x10, 'x-oma-application:ulp.ua'],
];

/** What a push without X-Wap-Application-Id is for. */
export const DEFAULT_APPLICATION = 'x-wap-application:wml.ua';

const urnByCode = new Map(applications);
const codeByUrn = new Map(applications.map(([code, urn]) => [urn, code]));

/** The URN of a code; an unassigned one as `0x8001`. */
export function urnOf(code: number): string {
  return urnByCode.get(code) ?? `0x${code.toString(16).padStart(2, '0')}`;
}

/** The code of a URN (any case), or of a number written `0x8001`; `undefined` = it travels as text. */
export function codeOf(urn: string): number | undefined {
  return /^0x[0-9a-f]{1,8}$/i.test(urn) ? Number.parseInt(urn.slice(2), 16) : codeByUrn.get(urn.toLowerCase());
}
