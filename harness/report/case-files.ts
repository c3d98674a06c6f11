import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { traceToPcapng } from '../capture/from-trace.ts';
import type { Verdict } from '../core/verdict.ts';
import type { CaseResult, JudgedFinding } from '../trace/finding.ts';
import { traceToJsonl } from '../trace/jsonl.ts';
import { distinguishing, type Mask } from '../trace/mask.ts';
import { printLadder } from '../trace/ladder.ts';
import { captureComments } from './capture-comments.ts';
import { caseFolder } from './case-folder.ts';
import { failureText, type FailureContext } from './failure.ts';
import { hexOf } from './hex.ts';
import { maskingOf, type Masking } from './masking.ts';

/** A file of one case, as reports attach it. */
export type CaseFile = { readonly name: string; readonly path: string; readonly contentType: string };

/**
 * The files written for a case; `attached` are those that its test in the Allure page has, `failure` the path of the text
 * to fail with.
 */
export type CaseFiles = { readonly attached: readonly CaseFile[]; readonly failure: string | null };

/** Octets of a file that the Allure page still gets of a case that passed: the page holds all of them, and a browser must open it. */
const MAX_ATTACHED_OCTETS = 131_072;

/** Writes what a case showed below the run's folder: ladder, capture, octets, trace, judgement, and why it failed. */
export async function writeCaseFiles(
  runFolder: string,
  result: CaseResult,
  context: FailureContext,
): Promise<CaseFiles> {
  const folder = join(runFolder, caseFolder(result.key));
  await mkdir(folder, { recursive: true });
  const { trace } = result;
  // One of its own for each case, so that what was masked is not kept for longer.
  const mask: Mask = (number) => context.mask(number);
  const masking = maskingOf(trace, mask);
  // The ladder, the capture and the octets name a number alike, and a message is masked and read again once for all of them.
  const apart = distinguishing(mask);
  const ladder = printLadder(trace.events, { header: trace.header, mask: apart });
  const capture = traceToPcapng(trace, { comments: captureComments(result, masking), mask: apart });
  const contents: readonly (readonly [name: string, contentType: string, content: string | Uint8Array])[] = [
    ['ladder.txt', 'text/plain', `${ladder}\n`],
    ['capture.pcapng', 'application/vnd.tcpdump.pcap', capture],
    ['hex.txt', 'text/plain', hexOf(trace.events, apart)],
    ['trace.jsonl', 'application/x-ndjson', traceToJsonl(trace, inDigits(mask))],
    ['judgement.json', 'application/json', judgementJson(result, masking)],
  ];
  await Promise.all(contents.map(([name, , content]) => writeFile(join(folder, name), content)));
  const attached = contents
    .filter(([, , content]) => result.verdict !== 'pass' || content.length <= MAX_ATTACHED_OCTETS)
    .map(([name, contentType]) => ({ name, path: join(folder, name), contentType }));
  const text = failureText(result, context);
  if (text === null) return { attached, failure: null };
  const failure = join(folder, 'failure.txt');
  await writeFile(failure, text);
  return { attached, failure };
}

/** A masked number that is still one, so that what was recorded can be judged again. */
function inDigits(mask: Mask): Mask {
  return (number) => mask(number).replaceAll('*', '0');
}

/** What judgement.json holds: a case's verdicts, evidence by `seq` of the trace beside it. */
export type JudgementJson = {
  readonly key: string;
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly durationMs: number;
  readonly requirements: Readonly<
    Record<
      string,
      {
        readonly verdict: Verdict;
        readonly reason: string | null;
        readonly findings: readonly (Omit<JudgedFinding, 'requirement' | 'evidence'> & {
          readonly evidence: readonly number[];
        })[];
      }
    >
  >;
};

function judgementJson({ key, verdict, reason, durationMs, judgement }: CaseResult, masking: Masking): string {
  const requirements = Object.fromEntries(
    [...judgement].map(([id, judged]) => [
      id,
      {
        verdict: judged.verdict,
        reason: judged.reason,
        findings: judged.findings.map((finding) => ({
          verdict: finding.verdict,
          party: finding.party,
          expected: masking.text(finding.expected),
          actual: masking.text(finding.actual),
          evidence: finding.evidence.map(({ seq }) => seq),
        })),
      },
    ]),
  );
  const told: JudgementJson = {
    key,
    verdict,
    reason: reason === null ? null : masking.text(reason),
    durationMs,
    requirements,
  };
  return laidOut(told);
}

/** One line for each finding: indented all the way, the evidence of long cases is a column of a hundred thousand numbers. */
function laidOut({ requirements, ...head }: JudgementJson): string {
  const rows = Object.entries(requirements).map(([id, { findings, ...verdict }]) => {
    const lines = findings.map((finding) => `\n   ${JSON.stringify(finding)}`).join(',');
    return `\n  ${JSON.stringify(id)}: ${extended(verdict, 'findings', `[${lines}]`)}`;
  });
  return `${extended(head, 'requirements', `{${rows.join(',')}\n }`)}\n`;
}

/** An object's JSON with one more property, whose JSON is given. */
function extended(head: object, name: string, json: string): string {
  return `${JSON.stringify(head).slice(0, -1)},${JSON.stringify(name)}:${json}}`;
}
