import type { Address, PortsForm, Profile, SubmissionCommand } from '../core/profile.ts';
import type { Iut } from '../core/party.ts';

/** A profile as it is written: every key but `iut` may be missing. Its shape is checked by profile.schema.json. */
export type ProfileFile = {
  readonly iut: Iut;
  readonly name?: string;
  readonly target?: string;
  readonly smpp?: {
    readonly interfaceVersion?: number;
    readonly transaction?: readonly SubmissionCommand[];
    readonly ports?: readonly PortsForm[];
    readonly systemType?: string;
    readonly serviceType?: string;
    readonly dataCoding?: number;
    readonly source?: Address;
    readonly destination?: { readonly ton: number; readonly npi: number };
    readonly window?: number;
    readonly enquireLinkMs?: number;
    readonly bind?: 'transmitter' | 'transceiver';
    readonly deadlineSeconds?: number | null;
  };
  readonly handset?: {
    readonly link?: 'smpp' | 'at';
    readonly target?: string;
    readonly bind?: 'receiver' | 'transceiver' | 'shared';
    readonly addressRange?: string;
    readonly numbers?: readonly string[];
    readonly inbox?: string;
    readonly openSets?: number;
    readonly largestTotal?: number;
  };
  readonly numbers?: Partial<NonNullable<Profile['steering']>>;
  readonly smsc?: { readonly listen: string; readonly systemId?: string; readonly password?: string };
  readonly notify?: { readonly listen: string; readonly url?: string };
  readonly outbind?: string;
  readonly pap?: { readonly version?: string; readonly ppgSpecifier?: string };
  readonly timers?: Readonly<Partial<Profile['timers']>>;
  readonly policy?: Partial<Profile['policy']>;
  readonly limits?: Partial<Profile['limits']>;
  readonly claims?: Readonly<Record<string, boolean>>;
  readonly nonPush?: Partial<NonNullable<Profile['nonPush']>>;
};
