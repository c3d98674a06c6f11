import type { ProfileOptions } from './select-profile.ts';

/** The options of `pushproof run`, as commander gives them. */
export type RunRequest = ProfileOptions & {
  readonly cases: readonly string[];
  readonly suite: readonly string[];
  readonly requirement: readonly string[];
  readonly grep: readonly string[];
  readonly quick?: boolean;
  readonly again?: string;
  readonly world: 'live' | 'sim';
  /** Cases at once; as many as suit who is judged if absent. */
  readonly workers?: number;
  readonly shard?: { readonly index: number; readonly of: number };
  readonly seed: number;
  readonly strict?: boolean;
  /** A file of known failures. */
  readonly baseline?: string;
  /** The lab's own capture. */
  readonly pcap?: string;
  readonly out: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** The call that runs one case again the same way; a target's password is left out. */
export function replayCall(request: RunRequest, maskedTarget: string | null, key: string): string {
  const options: readonly (readonly [flag: string, value: string | undefined])[] = [
    ['--iut', request.iut],
    ['--profile', request.profile],
    ['--smsc', request.smsc],
    ['--target', request.target === undefined ? undefined : (maskedTarget ?? undefined)],
    ['--ca', request.ca],
    ['--cert', request.cert],
    ['--world', request.world],
    ['--seed', String(request.seed)],
  ];
  const words = options.flatMap(([flag, value]) => (value === undefined ? [] : [flag, quoted(value)]));
  return ['npx pushproof run', quoted(key), ...words].join(' ');
}

/** For a POSIX shell; plain words stay plain. */
function quoted(word: string): string {
  return /^[\w./:@+,=-]+(#[\w+.-]*)?$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
