import type { Iut } from '../core/party.ts';
import type { Deployment, Profile } from '../core/profile.ts';
import { UsageError } from '../core/usage-error.ts';
import { parseTarget } from '../run/target.ts';
import { readTlsFiles, type TlsFiles } from '../world/live/tls.ts';
import { builtInProfile, profileFromFile, profileFromTarget } from '../run/load-profile.ts';

/** The options that say what is judged. */
export type ProfileOptions = {
  readonly iut?: Iut;
  readonly target?: string;
  readonly profile?: string;
  /** The built-in chain's SMSC. */
  readonly smsc?: Deployment;
  /** Files in PEM: authorities to trust; our own certificate and its key. */
  readonly ca?: string;
  readonly cert?: string;
};

/** What `--ca` and `--cert` name. */
export function selectTls({ ca, cert }: ProfileOptions): Promise<TlsFiles> {
  return readTlsFiles({ ca: ca ?? null, cert: cert ?? null });
}

/** What a target's scheme says of its role, where it does. */
const ROLE_OF_SCHEME: Readonly<Record<string, Iut>> = { smpp: 'smsc', smpps: 'smsc', http: 'ppg', https: 'ppg' };

/** The profile that the options mean; whatever is unsaid is the built-in chain. */
export async function selectProfile(options: ProfileOptions): Promise<Profile> {
  const profile = await profileOf(options);
  const { smsc } = options;
  if (smsc === undefined) return profile;
  if (profile.iut === 'chain') return { ...profile, deployment: smsc };
  throw new UsageError(
    `--smsc ${smsc}`,
    'is for the built-in chain',
    `A third party is what it is: its profile's claims say what it does.`,
  );
}

async function profileOf({ iut, target, profile: file }: ProfileOptions): Promise<Profile> {
  const fromFile = file === undefined ? null : await profileFromFile(file, process.env);
  if (fromFile !== null && iut !== undefined && fromFile.iut !== iut) {
    throw new UsageError(
      `--iut ${iut}`,
      `but ${file ?? ''} is a profile of ${fromFile.iut}`,
      'Leave --iut out, or name another profile.',
    );
  }
  if (target !== undefined) return withTarget(target, iut, fromFile);
  if (fromFile !== null) return fromFile;
  return withoutTarget(iut ?? 'chain');
}

function withTarget(target: string, iut: Iut | undefined, fromFile: Profile | null): Profile {
  const role = iut ?? fromFile?.iut ?? ROLE_OF_SCHEME[target.split(':')[0] ?? ''];
  if (role === undefined || role === 'chain') {
    parseTarget(target, '--target');
    throw new UsageError('--target', 'which role is that?', 'Say so: --iut pi, ppg, smsc or handset.');
  }
  const byTarget = profileFromTarget(role, target);
  if (fromFile === null) return byTarget;
  const { smsc } = byTarget;
  const listening =
    smsc === undefined || role !== 'handset' ? {} : { smsc: { ...smsc, ...fromFile.smsc, listen: smsc.listen } };
  return { ...fromFile, ...listening, target: byTarget.target };
}

/** Without a target there is nothing but the built-in peers, judged as one role if so wanted. */
function withoutTarget(iut: Iut): Profile {
  if (iut === 'chain') return builtInProfile();
  throw new UsageError(
    `--iut ${iut}`,
    'needs to know where it is',
    `Name it with --target URL or --profile FILE; without --iut the built-in chain is judged.`,
  );
}
