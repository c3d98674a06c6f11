#!/usr/bin/env node
// What stands here must be understood by the oldest Node that reads modules: nothing is imported before the version is known.
const MIN_NODE_MAJOR = 20;

if (parseInt(process.versions.node, 10) < MIN_NODE_MAJOR) {
  process.stderr.write(
    'pushproof: Node ' +
      process.versions.node +
      ' is too old\n  Install Node ' +
      MIN_NODE_MAJOR +
      ' or newer: https://nodejs.org\n',
  );
  process.exitCode = 3;
} else {
  import('./start.mjs');
}
