import { defineConfig } from '@playwright/test';

const asRoot = process.getuid?.() === 0;

export default defineConfig({
	testDir: './tests/e2e',
	testMatch: '*.e2e.ts',
	globalSetup: './tests/e2e/start-app.ts',
	outputDir: './test-results',
	workers: 1,
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
