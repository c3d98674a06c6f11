/** A request to stop, from Ctrl-C or SIGTERM. */
export type StopRequest = {
  readonly happened: Promise<'stop'>;
  readonly signal: AbortSignal;
  readonly release: () => void;
};

/** Listens for SIGINT and SIGTERM until released; a second one ends the process at once. */
export function listenForStop(): StopRequest {
  const controller = new AbortController();
  const happened = new Promise<'stop'>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve('stop'));
  });
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const release = (): void => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
  return { happened, signal: controller.signal, release };
}
