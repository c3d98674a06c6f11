import { readFile, stat } from 'node:fs/promises';
import type { Case } from '../core/case.ts';
import type { Iut } from '../core/party.ts';
import type { Profile } from '../core/profile.ts';
import { UsageError } from '../core/usage-error.ts';
import { worst } from '../core/verdict.ts';
import { closingScreen } from '../report/console.ts';
import { failureText } from '../report/failure.ts';
import { runJson, type Spelling } from '../report/json.ts';
import { maskingOfRun } from '../report/masking.ts';
import { addUp, counts, exitCodeOf, verdictOf } from '../run/add-up.ts';
import { profileFor } from '../run/case-profile.ts';
import { digestOf } from '../run/digest.ts';
import { filledClaims } from '../run/claims.ts';
import { judge, type Court } from '../run/judge.ts';
import { builtInProfile, profileFromFile } from '../run/load-profile.ts';
import { loadCases } from '../run/load-case.ts';
import { loadHarness } from '../run/run.ts';
import { maskNumber } from '../run/target.ts';
import type { CaseResult, RunSummary } from '../trace/finding.ts';
import { traceFromJsonl } from '../trace/jsonl.ts';
import { paint, print, stdoutColumns } from './terminal.ts';

/** The options of `pushproof judge`, as commander gives them. */
export type JudgeRequest = {
  readonly files: readonly string[];
  readonly iut?: Iut;
  readonly profile?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** A trace of a million events has about this size. */
const MAX_TRACE_OCTETS = 512 * 1024 * 1024;

/** Judges recorded traces and shows the verdicts; resolves to the exit code. */
export async function runJudge(request: JudgeRequest): Promise<number> {
  const beganMs = performance.now();
  const startedUtc = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const profile = await profileOf(request);
  const { oracles, catalogue, digest } = await loadHarness();
  const court: Court = { oracles, catalogue, profile, iut: profile.iut };
  const strict = request.strict === true;
  const cases: CaseResult[] = [];
  const known = await loadCases();
  for (const file of request.files) cases.push(await judgeFile(file, { court, strict, known }));
  const requirements = addUp(cases, () => true, court, strict);
  const exitCode = exitCodeOf(requirements, cases);
  const summary: RunSummary = {
    iut: profile.iut,
    target: null,
    profileName: profile.name,
    profileDigest: digestOf({ ...profile, target: null, handset: { ...profile.handset, target: null } }),
    catalogueDigest: digest,
    world: cases.every(({ trace }) => trace.header.world === 'sim') ? 'sim' : 'live',
    seed: 0,
    verdict: verdictOf(requirements, exitCode),
    exitCode,
    interrupted: false,
    startedUtc,
    durationMs: Math.round(performance.now() - beganMs),
    traceDigest: null,
    cases,
    requirements,
    notes: [],
  };
  await show(summary, request, court);
  return exitCode;
}

/** Without a profile the built-in timers, and the claims of the built-in chain or those that a third party is taken to make. */
async function profileOf({ profile: file, iut, files }: JudgeRequest): Promise<Profile> {
  const profile = file === undefined ? builtInProfile() : await profileFromFile(file, process.env);
  for (const name of files) {
    if (!name.endsWith('.jsonl'))
      throw new UsageError(name, 'is no recorded trace', 'Name a .jsonl file, as in cases/ of a run’s folder.');
  }
  if (iut === undefined) return profile;
  const isThirdParty = file === undefined && iut !== 'chain';
  return {
    ...profile,
    iut,
    claims: isThirdParty ? filledClaims('third-party', profile.smpp.ports, {}) : profile.claims,
  };
}

type Bench = { readonly court: Court; readonly strict: boolean; readonly known: readonly Case[] };

async function judgeFile(file: string, { court, strict, known }: Bench): Promise<CaseResult> {
  const found = await stat(file).catch(() => null);
  if (found === null) throw new UsageError(file, 'there is no such file', 'Check the path.');
  if (found.size > MAX_TRACE_OCTETS) throw new UsageError(file, `is larger than ${MAX_TRACE_OCTETS} octets`, 'Cut it.');
  const trace = traceFromJsonl(await readFile(file, 'utf8'), file);
  const recorded = known.find(({ id }) => id === trace.header.source.split('#')[0]);
  const profile = recorded === undefined ? court.profile : profileFor(recorded, court.profile);
  const judgement = judge(trace, { ...court, profile });
  const counted = [...judgement].filter(([id, { verdict }]) => {
    const row = court.catalogue.get(id);
    return row !== undefined && (counts(row, court, strict) || verdict === 'error');
  });
  return {
    key: file,
    case: {
      id: file,
      title: trace.header.source,
      requirements: [],
      variants: [''],
      connection: 'shared',
      quick: false,
      transactionMs: null,
      scripted: [],
      steps: [],
    },
    variant: '',
    verdict: worst(counted.map(([, { verdict }]) => verdict)),
    reason: null,
    durationMs: Math.round(trace.header.endUs / 1000),
    trace,
    judgement,
  };
}

async function show(summary: RunSummary, { files, json, quiet }: JudgeRequest, { catalogue }: Court): Promise<void> {
  const masking = maskingOfRun(summary, maskNumber);
  const spelling: Spelling = { masking, traceFile: (key) => key, origin: () => null };
  if (json === true) {
    await print(`${JSON.stringify(runJson('judge', summary, spelling))}\n`);
    return;
  }
  const failed = summary.cases.find(({ verdict }) => verdict === 'fail' || verdict === 'error');
  const context = { catalogue, mask: maskNumber, octets: false, replay: `npx pushproof judge ${failed?.key ?? ''}` };
  const first = summary.requirements.find(({ outcome }) => outcome === 'fail' || outcome === 'pass');
  await print(
    closingScreen(summary, {
      masking,
      paint,
      columns: stdoutColumns(),
      failure: failed === undefined || quiet === true ? null : failureText(failed, context),
      places: [['judged', files.join(', ')]],
      next: `npx pushproof explain ${first?.requirement.id ?? 'ID'}`,
    }),
  );
}
