import { defineConfig } from '@playwright/test';

export default defineConfig({
  outputDir: '.out/artifacts',
  retries: 0,
  forbidOnly: true,
  projects: [{ name: 'unit', testDir: 'harness', testMatch: '**/*.test.ts', timeout: 60_000 }],
});
