import type { Party } from '../core/party.ts';
import type { Header } from './event.ts';
import { TRACE_FORMAT } from './event.ts';
import type { Complain } from './ladder-words.ts';
import { PARTIES, PCOS } from './places.ts';

type Observed = Header['observed'];

/** All that ladders observe when they do not say: the push chain, each interface at both ends. The user is no witness. */
export const USUAL_OBSERVED: Observed = [
  { pco: 'pap', parties: ['pi', 'ppg'] },
  { pco: 'smpp', parties: ['ppg', 'smsc'] },
  { pco: 'sm', parties: ['smsc', 'handset'] },
  { pco: 'push', parties: ['handset'] },
];

/** Nothing more comes for this long after a ladder's last line, unless it says otherwise; above every default timer. */
export const QUIET_US = 600_000_000;

const WORLDS: readonly Header['world'][] = ['sim', 'live', 'capture'];

/** What the lines between `--` have said so far. */
export type Directives = {
  readonly observed: Observed | null;
  readonly mirrored: readonly Party[];
  readonly scripted: readonly Party[];
  readonly world: Header['world'];
  readonly timingToleranceUs: number;
  readonly epochUtc: string;
  readonly start: boolean;
  readonly end: boolean;
  readonly endUs: number | null;
};

export const NO_DIRECTIVES: Directives = {
  observed: null,
  mirrored: [],
  scripted: [],
  world: 'sim',
  timingToleranceUs: 0,
  epochUtc: '2026-01-01T00:00:00Z',
  start: true,
  end: true,
  endUs: null,
};

const EXAMPLES = [
  'ends at @5000ms',
  'trace ends before the deadline',
  'trace ends at @20ms before the deadline',
  'trace begins in the middle',
  'observed smpp: ppg smsc; sm: smsc handset',
  'mirrored smsc',
  'scripted ppg',
  'tolerance 20ms',
  'world live',
  'epoch 2026-01-01T00:00:00Z',
];

/** Adds what `-- … --` says; `text` is what stands between. */
export function readDirective(text: string, so: Directives, complain: Complain): Directives {
  const [, ends] = /^ends at @(.+)$/.exec(text) ?? [];
  if (ends !== undefined) return { ...so, end: true, endUs: microseconds(ends, complain) };
  const cut = /^trace ends(?: at @(\S+))? before the deadline$/.exec(text);
  if (cut !== null) return { ...so, end: false, endUs: cut[1] === undefined ? null : microseconds(cut[1], complain) };
  if (text === 'trace begins in the middle') return { ...so, start: false };
  const [, key, value] = /^(observed|mirrored|scripted|tolerance|world|epoch)\s*(.*)$/.exec(text) ?? [];
  switch (key) {
    case 'observed':
      return { ...so, observed: observedOf(value ?? '', complain) };
    case 'mirrored':
      return { ...so, mirrored: partiesOf(value ?? '', complain) };
    case 'scripted':
      return { ...so, scripted: partiesOf(value ?? '', complain) };
    case 'tolerance':
      return { ...so, timingToleranceUs: microseconds(value ?? '', complain) };
    case 'world':
      return {
        ...so,
        world:
          WORLDS.find((world) => world === value) ??
          complain(`world '${value ?? ''}'`, `there are ${WORLDS.join(', ')}`),
      };
    case 'epoch':
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value ?? ''))
        complain(`epoch '${value ?? ''}'`, `write 2026-01-01T00:00:00Z`);
      return { ...so, epochUtc: value ?? '' };
    default:
      return complain(`'-- ${text} --' says nothing a ladder knows`, `there are -- ${EXAMPLES.join(' --, -- ')} --`);
  }
}

/** The header of a ladder whose last event is at `lastUs`; `occurred`: the ends of everything it has. */
export function headerOf(said: Directives, lastUs: number, occurred: Observed): Header {
  const { mirrored, scripted, world, timingToleranceUs, epochUtc, start, end } = said;
  return {
    format: TRACE_FORMAT,
    source: 'ladder',
    world,
    epochUtc,
    complete: { start, end },
    observed: said.observed ?? merged(USUAL_OBSERVED, occurred),
    mirrored,
    scripted,
    timingToleranceUs,
    endUs: said.endUs ?? (end ? lastUs + QUIET_US : lastUs),
  };
}

/** The directives that say of a header what a ladder would not assume. */
export function printDirectives(header: Header, occurred: Observed): readonly string[] {
  const usual = merged(USUAL_OBSERVED, occurred);
  const lines = [
    header.world === NO_DIRECTIVES.world ? [] : [`world ${header.world}`],
    header.epochUtc === NO_DIRECTIVES.epochUtc ? [] : [`epoch ${header.epochUtc}`],
    sameObserved(header.observed, usual) ? [] : [`observed ${printObserved(header.observed)}`],
    header.mirrored.length === 0 ? [] : [`mirrored ${header.mirrored.join(' ')}`],
    header.scripted.length === 0 ? [] : [`scripted ${header.scripted.join(' ')}`],
    header.timingToleranceUs === 0 ? [] : [`tolerance ${milliseconds(header.timingToleranceUs)}`],
    header.complete.start ? [] : ['trace begins in the middle'],
  ];
  return lines.flat().map((text) => `-- ${text} --`);
}

/** The last line of a ladder, which says when observation ended. */
export function printEnd({ complete, endUs }: Header): string {
  const at = `at @${milliseconds(endUs)}`;
  return complete.end ? `-- ends ${at} --` : `-- trace ends ${at} before the deadline --`;
}

/** `smpp: ppg smsc; sm: smsc handset`. */
export function printObserved(observed: Observed): string {
  return observed.map(({ pco, parties }) => `${pco}: ${parties.join(' ')}`).join('; ') || 'nothing';
}

/** Both, each interface once. */
export function merged(a: Observed, b: Observed): Observed {
  return PCOS.flatMap((pco) => {
    const parties = [...a, ...b].filter((one) => one.pco === pco).flatMap((one) => one.parties);
    return parties.length === 0 ? [] : [{ pco, parties: [...new Set(parties)] }];
  });
}

/** Whether an observation has all that another has, and the other way round. */
export function sameObserved(a: Observed, b: Observed): boolean {
  const spelled = (observed: Observed): string =>
    PCOS.map(
      (pco) =>
        `${pco} ${[...new Set(observed.filter((one) => one.pco === pco).flatMap((one) => one.parties))].sort().join(' ')}`,
    ).join(';');
  return spelled(a) === spelled(b);
}

/** `12.5ms` or `5s` in microseconds. */
export function microseconds(text: string, complain: Complain): number {
  const [, number, unit] = /^(\d+(?:\.\d{1,6})?)(ms|s)$/.exec(text) ?? [];
  if (number === undefined) return complain(`'${text}' is no time`, 'write 12.5ms or 5s');
  return Math.round(Number(number) * (unit === 's' ? 1_000_000 : 1_000));
}

/** Microseconds as `12.5ms`. */
export function milliseconds(us: number): string {
  return `${us / 1_000}ms`;
}

function observedOf(text: string, complain: Complain): Observed {
  if (text === 'nothing') return [];
  return text.split(';').map((one) => {
    const [, name, parties] = /^\s*(\w+)\s*:(.*)$/.exec(one) ?? [];
    const pco = PCOS.find((known) => known === name);
    if (pco === undefined)
      return complain(`observed '${one.trim()}'`, 'write observed smpp: ppg smsc; sm: smsc handset');
    return { pco, parties: partiesOf(parties ?? '', complain) };
  });
}

function partiesOf(text: string, complain: Complain): readonly Party[] {
  return text
    .split(/\s+/)
    .filter((name) => name !== '')
    .map(
      (name) =>
        PARTIES.find((party) => party === name) ?? complain(`'${name}' is no party`, `there are ${PARTIES.join(', ')}`),
    );
}
