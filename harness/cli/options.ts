import { availableParallelism } from 'node:os';
import { Option } from 'commander';
import type { Iut } from '../core/party.ts';
import { DEPLOYMENTS, type Deployment } from '../core/profile.ts';
import { UsageError } from '../core/usage-error.ts';

/** What a run can judge. */
export const IUTS: readonly Iut[] = ['chain', 'pi', 'ppg', 'smsc', 'handset'];

/** Cases at once, at most; each has its own number and connections. */
const MAX_WORKERS = 256;

const MAX_PORT = 65_535;

/** A day. */
const MAX_REASSEMBLY_MS = 86_400_000;

/** Seeds are 32-bit. */
const MAX_SEED = 0xffff_ffff;

/** `--iut` without a default, so that a profile or target can say it. */
export function iutOption(): Option {
  return new Option('--iut <ROLE>', 'what is judged: chain, pi, ppg, smsc, handset').argParser((text): Iut =>
    oneOf('--iut', IUTS, text),
  );
}

/** `--smsc`: which SMSC the built-in chain has. */
export function deploymentOption(): Option {
  return new Option('--smsc <WHICH>', `of the chain: ${DEPLOYMENTS.join(', ')}`).argParser((text): Deployment =>
    oneOf('--smsc', DEPLOYMENTS, text),
  );
}

/** `--world`. */
export function worldOption(preset: 'live' | 'sim'): Option {
  return new Option('--world <WORLD>', 'live (sockets) or sim (virtual time)')
    .default(preset)
    .argParser((text): 'live' | 'sim' => oneOf('--world', ['live', 'sim'], text));
}

/** `--seed`. */
export function seedOption(): Option {
  return new Option('--seed <S>', 'chance of this run')
    .default(1)
    .argParser((text) => whole('--seed', text, 0, MAX_SEED));
}

/** `--workers`. */
export function workersOption(): Option {
  return new Option('--workers <N>', 'cases at once (8; 16 at a PPG)').argParser((text) =>
    whole('--workers', text, 1, MAX_WORKERS),
  );
}

/** `--workers` of `mutants`: a process each, so that no more help than there are cores. */
export function trialsOption(): Option {
  return new Option('--workers <N>', 'mutants at once, in processes of their own')
    .default(availableParallelism(), 'one a core')
    .argParser((text) => whole('--workers', text, 1, MAX_WORKERS));
}

/** `--port`. */
export function portOption(): Option {
  return new Option('--port <N>', 'its port; 0 is any free one').argParser((text) =>
    whole('--port', text, 0, MAX_PORT),
  );
}

/** `--reassembly-ms`: a handset of its own keeps segments for a minute (sms.md 4, rule 10). */
export function reassemblyOption(): Option {
  return new Option('--reassembly-ms <N>', 'handset: how long it keeps segments')
    .default(60_000)
    .argParser((text) => whole('--reassembly-ms', text, 1, MAX_REASSEMBLY_MS));
}

/** `--shard I/N`. */
export function shardOption(): Option {
  return new Option('--shard <I/N>', 'the I-th of N parts').argParser((text): { index: number; of: number } => {
    const [, index, of] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
    if (index === undefined || of === undefined || index < 1 || index > of) {
      throw new UsageError(`--shard ${text}`, 'is not I/N with I from 1 to N', 'For the first of three: --shard 1/3');
    }
    return { index, of };
  });
}

/** An option that may be given several times. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).default([]).argParser((text, before: readonly string[]) => [...before, text]);
}

/** An option that takes a whole number and has no default. */
export function wholeOption(flags: string, description: string, least: number, most: number): Option {
  const name = flags.split(' ')[0] ?? flags;
  return new Option(flags, description).argParser((text) => whole(name, text, least, most));
}

/** Milliseconds of a unit of time. */
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** An option that takes a length of time, `90s`, `10m`; its value is in milliseconds. */
export function durationOption(flags: string, description: string): Option {
  const name = flags.split(' ')[0] ?? flags;
  return new Option(flags, description).argParser((text) => {
    const [, amount, unit] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? [];
    if (amount === undefined || unit === undefined) {
      throw new UsageError(`${name} ${text}`, 'is no length of time', `For ten minutes: ${name} 10m`);
    }
    return Number(amount) * (UNIT_MS[unit] ?? 1);
  });
}

/** `--path`: the way from a seed to one input. */
export function pathOption(): Option {
  return new Option('--path <P>', 'only the input of that seed and path').argParser((text) => {
    if (!/^\d+(:\d+)*$/.test(text))
      throw new UsageError(`--path ${text}`, 'is no path', 'As a finding says it: --path 12:0:3');
    return text;
  });
}

function oneOf<T extends string>(option: string, known: readonly T[], text: string): T {
  const found = known.find((one) => one === text);
  if (found === undefined) throw new UsageError(`${option} ${text}`, 'is not known', `One of: ${known.join(', ')}.`);
  return found;
}

function whole(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(
      `${option} ${text}`,
      `is no whole number from ${least} to ${most}`,
      `For example ${option} ${least}`,
    );
  }
  return value;
}
