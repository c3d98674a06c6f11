import { fork, type ChildProcess, type SerializationType } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../run/discover.ts';

export type ChildOptions = {
  /** How what is sent is written; `json` cannot say octets. */
  readonly serialization: SerializationType;
  readonly environment?: Readonly<Record<string, string>>;
};

/** A process of ours beside this one; `end` kills it, as the end of this process does. */
export type Child = { readonly process: ChildProcess; readonly end: () => void };

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts a source of this folder, by its name without suffix, as a process; it loads sources as this one did: through tsx, or compiled. */
export function startChild(name: string, { serialization, environment }: ChildOptions): Child {
  const isSource = import.meta.url.endsWith('.ts');
  const child = fork(fileURLToPath(new URL(`./${name}.${isSource ? 'ts' : 'js'}`, import.meta.url)), {
    cwd: packageRoot(),
    execArgv: isSource ? ['--import', 'tsx'] : [],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization,
  });
  alive.add(child);
  return {
    process: child,
    end: () => {
      alive.delete(child);
      child.kill('SIGKILL');
    },
  };
}
