/**
 * Pictures of the pages of a running server.
 *
 * node scripts/screenshots.ts [BASE_URL]              those of the README, into docs/
 * node scripts/screenshots.ts [BASE_URL] --all DIR    every page at 1440 and 390 px, light and dark, into DIR
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findBrowser } from './find-browser.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { all: { type: 'string' } }
});
const base = positionals[0] ?? 'http://127.0.0.1:3000';

/** Name of the picture, and how to come to the page. */
const pages: Record<string, (page: Page) => Promise<void>> = {
	funnel: async (page) => {
		await page.goto('/funnel');
	},
	breakdown: async (page) => {
		await page.goto('/funnel?by=channel#breakdown');
	},
	comparison: async (page) => {
		await page.goto('/funnel');
		await page.getByRole('button', { name: /^Period/ }).click();
		await page.getByRole('link', { name: 'Last 3 months' }).click();
		await page.waitForURL(/from=/);
		await page.goto(`${page.url()}&compare=previous`);
	},
	channels: async (page) => {
		await page.goto('/channels');
	},
	'lead-time': async (page) => {
		await page.goto('/lead-time');
	},
	response: async (page) => {
		await page.goto('/lead-time/response');
	},
	waiting: async (page) => {
		await page.goto('/lead-time/waiting');
	},
	forecast: async (page) => {
		await page.goto('/lead-time/forecast');
	},
	managers: async (page) => {
		await page.goto('/managers');
	},
	leads: async (page) => {
		await page.goto('/leads');
	},
	lead: async (page) => {
		await page.goto('/leads?reached=client');
		await page.locator('tbody th a').first().click();
		await page.waitForURL(/\/leads\/[^?]+/);
	},
	data: async (page) => {
		await page.goto('/data');
	}
};

interface Look {
	width: number;
	dark: boolean;
	fullPage: boolean;
}

async function picture(browser: Browser, name: string, file: string, { width, dark, fullPage }: Look) {
	const context = await browser.newContext({
		baseURL: base,
		viewport: { width, height: width > 700 ? 900 : 844 },
		colorScheme: dark ? 'dark' : 'light',
		deviceScaleFactor: width > 700 ? 1 : 2,
		reducedMotion: 'reduce'
	});
	const page = await context.newPage();
	await pages[name]!(page);
	await page.waitForLoadState('networkidle');
	await page.screenshot({ path: file, fullPage });
	await context.close();
	console.log(file);
}

const browser = await chromium.launch({
	executablePath: findBrowser(),
	args: ['--no-sandbox']
});
try {
	const folder = values.all ?? join(import.meta.dirname, '..', 'docs');
	mkdirSync(folder, { recursive: true });
	if (values.all) {
		for (const name of Object.keys(pages))
			for (const width of [1440, 390])
				for (const dark of [false, true])
					await picture(browser, name, join(folder, `${name}-${width}${dark ? '-dark' : ''}.png`), {
						width,
						dark,
						fullPage: true
					});
	} else {
		for (const name of ['funnel', 'breakdown', 'channels', 'lead-time', 'managers', 'lead'])
			await picture(browser, name, join(folder, `${name}.png`), {
				width: 1440,
				dark: false,
				fullPage: false
			});
	}
} finally {
	await browser.close();
}
