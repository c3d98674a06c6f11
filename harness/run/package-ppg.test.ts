import { expect, test } from '@playwright/test';
import type { Profile } from '../core/profile.ts';
import type { RunSummary } from '../trace/finding.ts';
import { correctPackagePpg, type PackagePpgBehaviour } from '../world/package-ppg/behaviour.ts';
import { startPackagePpg } from '../world/package-ppg/ppg.ts';
import { certifyPpg, freePpgPorts, ppgProfile, requirementsThat } from './test-ppg.ts';

/** What a row's PPG says of itself, where it is not what is taken of every PPG. */
type Said = { readonly window: number; readonly claims: Readonly<Record<string, boolean>> };

const USUAL: Said = { window: 10, claims: {} };
