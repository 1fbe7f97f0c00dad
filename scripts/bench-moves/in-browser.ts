/** The moves as a browser makes them. */
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { findBrowser } from '../find-browser.ts';
import type { Moves } from './moves.ts';

/** Builds the engine as a page would get it, and runs the moves of {@link timeMoves} for each number of leads. */
export async function movesInBrowser(runs: { leads: number; times: number }[]): Promise<Moves[]> {
	const built = await build({
		configFile: false,
		logLevel: 'silent',
		build: {
			write: false,
			lib: {
				entry: fileURLToPath(new URL('./moves.ts', import.meta.url)),
				formats: ['iife'],
				name: 'bench'
			}
		}
	});
	const output = (Array.isArray(built) ? built[0]! : built) as { output: { code?: string }[] };
	const code = output.output.map((part) => part.code ?? '').join('\n');
	const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
	try {
		const page = await browser.newPage();
		await page.addScriptTag({ content: code });
		const all: Moves[] = [];
		for (const { leads, times } of runs)
			all.push((await page.evaluate(`bench.timeMoves(${leads}, ${times})`)) as Moves);
		return all;
	} finally {
		await browser.close();
	}
}
