import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { findJava, type Environment, type Java } from './java.ts';

/** A program that makes one `index.html` of Allure results. */
export type Generator = {
  /** Named in the report and on the screen. */
  readonly name: string;
  readonly command: string;
  readonly args: (results: string, scratch: string) => readonly string[];
  readonly cwd: (results: string) => string;
  readonly environment: Environment;
  /** How many tests the page in `scratch` shows. */
  readonly tests: (scratch: string) => number;
};

/** The generators that this machine can run, best first: Allure 2 where there is Java, then the optional Allure 3. */
export async function findGenerators(environment: Environment): Promise<readonly Generator[]> {
  const java = await findJava(environment);
  const allure2 = packageFolder('allure-commandline');
  const allure3 = packageFolder('allure');
  return [
    ...(java !== null && allure2 !== null ? [onJava(java, allure2, environment)] : []),
    ...(allure3 !== null ? [onNode(allure3, environment)] : []),
  ];
}

/** Started without its shell script, whose Java might be another one. */
function onJava({ command, version }: Java, folder: string, environment: Environment): Generator {
  const lib = join(folder, 'dist', 'lib');
  const classpath = [join(lib, '*'), join(lib, 'config')].join(delimiter);
  const start = ['-cp', classpath, 'io.qameta.allure.CommandLine'];
  return {
    name: `Allure ${packageVersion(folder)} on Java ${version}`,
    command,
    args: (results, scratch) => [...start, 'generate', '--clean', '--single-file', '-o', scratch, resolve(results)],
    cwd: dirname,
    environment: { ...environment, ALLURE_NO_ANALYTICS: 'true' },
    tests: testsInPage,
  };
}

/** It takes patterns for folders, hence a plain name and its parent as working folder. */
function onNode(folder: string, environment: Environment): Generator {
  return {
    name: `Allure ${packageVersion(folder)} on Node`,
    command: process.execPath,
    args: (results, scratch) => [
      join(folder, 'cli.js'),
      'awesome',
      '--single-file',
      '--report-name',
      reportName(results),
      '-o',
      scratch,
      `./${basename(results)}`,
    ],
    cwd: (results) => dirname(resolve(results)),
    environment,
    tests: testsInSummary,
  };
}

/** What executor.json calls the report, which Allure 3 does not ask by itself. */
function reportName(results: string): string {
  const file = join(results, 'executor.json');
  if (!existsSync(file)) return 'pushproof';
  const { reportName: name } = JSON.parse(readFileSync(file, 'utf8')) as { readonly reportName?: string };
  return name ?? 'pushproof';
}

/** Allure 2 puts its data into the page as base64, one call a file. */
function testsInPage(scratch: string): number {
  const html = readFileSync(join(scratch, 'index.html'), 'utf8');
  const data = /d\('widgets\/summary\.json','([A-Za-z0-9+/=]+)'\)/.exec(html)?.[1];
  if (data === undefined) return 0;
  const { statistic } = JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as { statistic: { total: number } };
  return statistic.total;
}

/** Allure 3 writes a summary beside the page. */
function testsInSummary(scratch: string): number {
  const { stats } = JSON.parse(readFileSync(join(scratch, 'summary.json'), 'utf8')) as { stats: { total: number } };
  return stats.total;
}

function packageFolder(name: string): string | null {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, 'package.json'))) ?? null;
}

function packageVersion(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
