/** IANA MIBenum of charsets met in pushes; the first name of a number is the one we say. */
export const charsets: readonly (readonly [mibEnum: number, name: string])[] = [
  [3, 'us-ascii'],
  [4, 'iso-8859-1'],
  [5, 'iso-8859-2'],
  [6, 'iso-8859-3'],
  [7, 'iso-8859-4'],
  [8, 'iso-8859-5'],
  [9, 'iso-8859-6'],
  [10, 'iso-8859-7'],
  [11, 'iso-8859-8'],
  [12, 'iso-8859-9'],
  [17, 'shift_jis'],
  [106, 'utf-8'],
  [113, 'gbk'],
  [114, 'gb18030'],
  [1000, 'iso-10646-ucs-2'],
  [1013, 'utf-16be'],
  [1014, 'utf-16le'],
  [1015, 'utf-16'],
  [2025, 'gb2312'],
  [2026, 'big5'],
];

const nameByNumber = new Map(charsets);
const numberByName = new Map(charsets.map(([mibEnum, name]) => [name, mibEnum]));

/** The name of a MIBenum; `*` for 0 (any charset), the number itself where we have no name. */
export function charsetName(mibEnum: number): string {
  return mibEnum === 0 ? '*' : (nameByNumber.get(mibEnum) ?? String(mibEnum));
}

/** The MIBenum of a charset name in any case, or of a number in digits. */
export function charsetNumber(name: string): number | undefined {
  return /^\d{1,5}$/.test(name) ? Number(name) : numberByName.get(name.toLowerCase());
}
