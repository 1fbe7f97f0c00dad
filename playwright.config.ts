import { defineConfig } from '@playwright/test';

/** Tests that change the company that all of them look at: one after the other, when the others are done. */
const writing = /(load|people-and-settings|scoring|scoring-(audit|editor|models))\.e2e\.ts$/;

const asRoot = process.getuid?.() === 0;

export default defineConfig({
	testDir: './tests/e2e',
	testMatch: '*.e2e.ts',
	globalSetup: './tests/e2e/start-app.ts',
	outputDir: './test-results',
	// Two browsers and the server on two cores make pages come alive later than a test acts.
	workers: 1,
	projects: [
		{ name: 'reading', testIgnore: writing, teardown: 'writing' },
		{ name: 'writing', testMatch: writing }
	],
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	timeout: 60_000,
	expect: { timeout: 15_000 },
	use: {
		// Set by start-app.ts, before the workers read this file.
		baseURL: process.env.SLUICE_E2E_URL,
		headless: true,
		viewport: { width: 1440, height: 900 },
		timezoneId: 'UTC',
		locale: 'en-GB',
		trace: 'off',
		// Emptied after each test: a new one costs more than many of the tests.
		reuseContext: true,
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH || undefined,
			args: [
				...(asRoot ? ['--no-sandbox'] : []),
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run',
				'--disable-quic'
			]
		}
	}
});
