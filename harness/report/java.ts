import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A Java that can run Allure 2. */
export type Java = { readonly command: string; readonly version: string };

/** The oldest Java that allure-commandline's classes run on. */
const MIN_JAVA = 8;

const ANSWER_LIMIT_MS = 10_000;

/** Finds Java 8 or newer: JAVA_HOME first, then PATH; `null` when there is none. */
export async function findJava(environment: Environment): Promise<Java | null> {
  const home = environment['JAVA_HOME'];
  for (const command of [...(home === undefined || home === '' ? [] : [join(home, 'bin', 'java')]), 'java']) {
    const version = javaVersion(await versionText(command, environment));
    if (version !== null && major(version) >= MIN_JAVA) return { command, version };
  }
  return null;
}

/** Java tells its version on stderr; '' when it cannot be run. */
function versionText(command: string, environment: Environment): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, ['-version'], { timeout: ANSWER_LIMIT_MS, env: environment }, (error, _stdout, stderr) => {
      resolve(error ? '' : stderr);
    });
  });
}

/** `openjdk version "17.0.15" 2025-04-15` → `17.0.15`. */
export function javaVersion(text: string): string | null {
  return /version "([^"]+)"/.exec(text)?.[1] ?? null;
}

/** Java 8 calls itself 1.8. */
function major(version: string): number {
  const [first = '0', second = '0'] = version.split('.');
  return Number.parseInt(first === '1' ? second : first, 10);
}
