import type { Iut } from '../core/party.ts';
import type { Profile, Target, Timers } from '../core/profile.ts';
import { UsageError } from '../core/usage-error.ts';
import { addressRangeOf, isWithin } from './address-range.ts';
import { filledClaims } from './claims.ts';
import { expanded, type Environment } from './environment.ts';
import {
  ADDRESS_RANGE,
  BUILT_IN_LIMITS,
  BUILT_IN_TIMERS,
  LEAST_WINDOW,
  MAX_SEGMENTS,
  NON_PUSH,
  NUMBERS,
  OPEN_SETS,
  PI_TIMERS,
  RESPONSE_MARGIN_MS,
  SMPP,
  SMSC_LISTEN,
  THIRD_PARTY_DEADLINE_SECONDS,
  THIRD_PARTY_HANDSET_BINDS,
  THIRD_PARTY_LIMITS,
  THIRD_PARTY_TIMERS,
} from './profile-defaults.ts';
import type { ProfileFile } from './profile-file.ts';
import { schemaFile } from './schema.ts';
import { maskNumber, maskTarget, parseTarget } from './target.ts';
import { readYaml, type PlacedYaml, type YamlPath } from './yaml-place.ts';

/** The profile of the built-in chain. */
export function builtInProfile(): Profile {
  return {
    name: 'built-in chain',
    iut: 'chain',
    target: null,
    smpp: { ...SMPP, binds: ['transmitter', 'transceiver'], deadlineSeconds: null },
    handset: {
      link: 'smpp',
      target: null,
      binds: ['receiver', 'transceiver'],
      addressRange: ADDRESS_RANGE,
      numbers: NUMBERS,
      openSets: OPEN_SETS,
      largestTotal: MAX_SEGMENTS,
    },
    timers: BUILT_IN_TIMERS,
    statedTimers: Object.keys(BUILT_IN_TIMERS),
    policy: { attempts: null, maxSegments: MAX_SEGMENTS },
    limits: BUILT_IN_LIMITS,
    claims: filledClaims('built-in', SMPP.ports, {}),
    nonPush: NON_PUSH,
  };
}

/** The profile of a third party of which nothing but its URL is known (cli.md, "SMSC by URL"). */
export function profileFromTarget(iut: Iut, url: string): Profile {
  const place = '--target';
  if (iut === 'chain') {
    throw new UsageError(
      place,
      'the built-in chain has no target',
      'Say what is behind it: --iut smsc, ppg, handset or pi.',
    );
  }
  const target = targetOf(iut, url, place);
  return { ...filled({ iut }, target, target), ...waitingFor(iut, target) };
}

/** Where a PPG or a handset finds our SMSC, unless its profile says so; notifications come to a free port of the loopback. */
function waitingFor(iut: Iut, target: Target | null): Partial<Profile> {
  const place =
    iut === 'ppg'
      ? parseTarget(SMSC_LISTEN, 'smsc.listen')
      : iut === 'handset' && target?.scheme === 'listen'
        ? target
        : null;
  return place === null ? {} : { smsc: { listen: place, systemId: '', password: '' } };
}

/** The profile in a YAML file, every default filled in; throws `UsageError` with `file:line:column`. */
export async function profileFromFile(path: string, environment: Environment): Promise<Profile> {
  return profileOf(await readYaml(path, path), environment);
}

/** The profile that a YAML document describes. */
export function profileOf(yaml: PlacedYaml, environment: Environment): Profile {
  const schema = schemaFile<ProfileFile>('profile.schema.json');
  schema.check(yaml, yaml.value, []);
  const file = schema.check(yaml, expanded(yaml, environment), []);
  const target = fileTarget(yaml, file);
  const modem = modemOf(yaml, file);
  const handsetTarget = modem === null ? file.handset?.target : undefined;
  const profile = filled(
    file,
    target,
    handsetTarget === undefined ? target : parseTarget(handsetTarget, yaml.placeOf(['handset', 'target'])),
  );
  mustAgree(yaml, file, profile);
  const side = modem === null ? {} : behindModem(profile, modem);
  return { ...profile, ...side, ...waitingFor(profile.iut, target), ...peersOf(yaml, file) };
}

/** Where the modem of the handset side is; `null` = it has none. */
function modemOf(yaml: PlacedYaml, { iut, handset }: ProfileFile): string | null {
  if (handset?.link !== 'at') return null;
  const place = yaml.placeOf(['handset', 'link']);
  if (iut !== 'smsc') throw new UsageError(place, 'a modem stands behind an SMSC under test only', 'Write iut: smsc.');
  const { target, numbers = [] } = handset;
  if (target === undefined || !/^(tcp:|exec:|\/)./.test(target)) {
    throw new UsageError(
      place,
      'a modem needs a place',
      'Add target: tcp:host:port, exec:COMMAND or the path of its device.',
    );
  }
  if (numbers.length === 1) return target;
  throw new UsageError(place, 'a modem has one number', 'Add numbers: with the number of its SIM alone.');
}

/** A modem sees the segments that go out on the radio side, wherever else they are seen. */
function behindModem({ handset, claims }: Profile, modem: string): Partial<Profile> {
  return {
    handset: { ...handset, link: 'rp', binds: ['receiver'], modem },
    claims: { ...claims, segmentsOnSmppLink: true },
  };
}

/** Which kinds of target each implementation under test has; the first is the one to propose. */
const SCHEMES: Readonly<Record<Exclude<Iut, 'chain'>, readonly Target['scheme'][]>> = {
  smsc: ['smpp', 'smpps'],
  ppg: ['http', 'https'],
  handset: ['exec', 'listen'],
  pi: ['exec'],
};

function targetOf(iut: Exclude<Iut, 'chain'>, text: string, place: string): Target {
  const target = parseTarget(text, place);
  const schemes = SCHEMES[iut];
  if (schemes.includes(target.scheme)) return target;
  const forms = schemes.map((scheme) => `${scheme}:`).join(' or ');
  throw new UsageError(place, `${target.scheme}: is no target for the ${iut}`, `Its target begins with ${forms}.`);
}

function fileTarget(yaml: PlacedYaml, file: ProfileFile): Target | null {
  const place = yaml.placeOf(['target']);
  const { iut, target, smsc } = file;
  const listen =
    smsc === undefined ? undefined : parseTarget(withScheme(smsc.listen), yaml.placeOf(['smsc', 'listen']));
  if (iut === 'chain') {
    if (target === undefined) return null;
    throw new UsageError(
      place,
      'the built-in chain has no target',
      'Leave the target out, or write iut: and its role.',
    );
  }
  if (target !== undefined) {
    const one = targetOf(iut, target, place);
    if (one.scheme !== 'listen' || listen === undefined || maskTarget(one) === maskTarget(listen)) return one;
    throw new UsageError(place, 'the target and smsc.listen are two places', 'State one of them.');
  }
  if (iut === 'handset' && listen !== undefined) return listen;
  throw new UsageError(
    place,
    'the key target is missing',
    iut === 'handset'
      ? 'Add target: exec:COMMAND for an adapter, or smsc: { listen: host:port } where the handset binds.'
      : `Add target: with the ${SCHEMES[iut][0] ?? ''}: address of the ${iut}.`,
  );
}

/** A profile with what is stated, and for the rest the defaults of the built-in chain or of a third party. */
function filled(file: ProfileFile, target: Target | null, handsetTarget: Target | null): Profile {
  const { iut, smpp = {}, handset = {} } = file;
  const own = iut === 'chain';
  const base = builtInProfile();
  const { bind, ...smppStated } = smpp;
  const numbers = handset.numbers ?? base.handset.numbers;
  const shared = handset.bind === 'shared';
  const steering = file.numbers === undefined ? [] : Object.values(file.numbers).flat();
  const limits = own ? base.limits : { ...THIRD_PARTY_LIMITS, numbers: [...numbers, ...steering] };
  return {
    name: file.name ?? (target === null ? base.name : maskTarget(target)),
    iut,
    target,
    smpp: {
      ...base.smpp,
      window: iut === 'ppg' ? LEAST_WINDOW : base.smpp.window,
      deadlineSeconds: own ? null : THIRD_PARTY_DEADLINE_SECONDS,
      ...smppStated,
      binds: bind !== undefined ? [bind] : shared ? ['transceiver'] : base.smpp.binds,
    },
    handset: {
      link: 'smpp',
      target: handsetTarget,
      binds:
        handset.bind !== undefined ? [handset.bind] : iut === 'smsc' ? THIRD_PARTY_HANDSET_BINDS : base.handset.binds,
      addressRange: handset.addressRange ?? (handset.numbers === undefined ? ADDRESS_RANGE : addressRangeOf(numbers)),
      numbers,
      ...(handset.inbox === undefined ? {} : { inbox: handset.inbox }),
      ...limitsOf(iut === 'handset' ? handset : base.handset),
    },
    timers: timersOf(own ? BUILT_IN_TIMERS : iut === 'pi' ? PI_TIMERS : THIRD_PARTY_TIMERS, file.timers ?? {}),
    statedTimers: own ? base.statedTimers : Object.keys(file.timers ?? {}),
    policy: { ...base.policy, ...file.policy },
    limits: { ...limits, ...file.limits },
    nonPush: { ...NON_PUSH, ...file.nonPush },
    claims: filledClaims(own ? 'built-in' : 'third-party', smpp.ports ?? SMPP.ports, file.claims ?? {}),
  };
}

/** What a handset under test states of its limits; where it is ours, they are known. */
function limitsOf({ openSets, largestTotal }: Limits): Limits {
  return { ...(openSets === undefined ? {} : { openSets }), ...(largestTotal === undefined ? {} : { largestTotal }) };
}

type Limits = Pick<Profile['handset'], 'openSets' | 'largestTotal'>;

/** A PPG must wait longer than its SMSC: where only the SMSC's time is stated, the other follows. */
function timersOf(defaults: Timers, stated: Readonly<Partial<Timers>>): Timers {
  const timers = { ...defaults, ...stated };
  if (stated.responseMs !== undefined || timers.responseMs > timers.transactionMs) return timers;
  return { ...timers, responseMs: timers.transactionMs + RESPONSE_MARGIN_MS };
}

/** What no schema can say: keys that contradict each other. */
function mustAgree(yaml: PlacedYaml, file: ProfileFile, { timers, handset, limits }: Profile): void {
  if (timers.responseMs <= timers.transactionMs) {
    throw new UsageError(
      yaml.placeOf(['timers', 'responseMs']),
      `responseMs must be greater than transactionMs (${timers.transactionMs})`,
      'A PPG that gives up first can never see the result: state both as their vendors do.',
    );
  }
  if (file.handset?.bind === 'shared' && file.smpp?.bind === 'transmitter') {
    throw new UsageError(
      yaml.placeOf(['smpp', 'bind']),
      'a transmitter session cannot be shared',
      'Write bind: transceiver, or leave it out.',
    );
  }
  if (file.iut === 'ppg' && file.claims?.['outbind'] === true && file.outbind === undefined) {
    throw new UsageError(
      yaml.placeOf(['claims', 'outbind']),
      'nobody can tell where the PPG waits for outbind',
      'Add outbind: smpp://system_id:password@host:port, with what the SMSC is to say of itself.',
    );
  }
  handset.numbers.forEach((number, index) => {
    if (limits.numbers.some((pattern) => isWithin(pattern, number))) return;
    throw new UsageError(
      yaml.placeOf(['handset', 'numbers', index]),
      `${maskNumber(number)} is not within limits.numbers`,
      'Add it there if pushproof may send to it.',
    );
  });
  if (handset.numbers.length === 0) {
    throw new UsageError(yaml.placeOf(['handset', 'numbers']), 'numbers is empty', 'Name at least one number.');
  }
}

/** What the other roles' implementations need pushproof's own side to be. */
function peersOf(yaml: PlacedYaml, file: ProfileFile): Partial<Profile> {
  const { smsc, notify, outbind, pap, numbers } = file;
  const at = (text: string, path: YamlPath): Target => parseTarget(withScheme(text), yaml.placeOf(path));
  return {
    ...(smsc === undefined
      ? {}
      : {
          smsc: {
            listen: at(smsc.listen, ['smsc', 'listen']),
            systemId: smsc.systemId ?? '',
            password: smsc.password ?? '',
          },
        }),
    ...(notify === undefined ? {} : { notify: notifyOf(at(notify.listen, ['notify', 'listen']), notify.url) }),
    ...(outbind === undefined ? {} : { outbind: parseTarget(outbind, yaml.placeOf(['outbind'])) }),
    ...(pap === undefined
      ? {}
      : { pap: { version: pap.version ?? '2.0', ppgSpecifier: pap.ppgSpecifier ?? 'ppg.pushproof' } }),
    ...(numbers === undefined
      ? {}
      : { steering: { absent: numbers.absent ?? [], unknown: numbers.unknown ?? [], full: numbers.full ?? [] } }),
  };
}

/** `listen: 0.0.0.0:2775` says what `listen:0.0.0.0:2775` says. */
function withScheme(text: string): string {
  return text.startsWith('listen:') ? text : `listen:${text}`;
}

function notifyOf(listen: Target, url: string | undefined): NonNullable<Profile['notify']> {
  return { listen, url: url ?? `http://${listen.host}:${listen.port}/notify` };
}
