import { chromium } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const advice =
	'run "npx playwright install --with-deps chromium", or set CHROMIUM_PATH to the program of a Chromium or Chrome.';

/**
 * The program of a browser for the end-to-end tests: CHROMIUM_PATH, else an installed Chromium or Chrome, else
 * Playwright's own, else Debian's package, which it installs if we are root. Throws one line that says what to do.
 */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string {
	if (env.CHROMIUM_PATH) {
		if (runs(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
		throw new Error(`CHROMIUM_PATH is "${env.CHROMIUM_PATH}", which is no browser that runs here: ${advice}`);
	}
	const found = [...installed(env), chromium.executablePath()].find(runs) ?? installPackage();
	if (found) return found;
	throw new Error(`There is no browser for the end-to-end tests: ${advice}`);
}

function installed(env: NodeJS.ProcessEnv): string[] {
	if (process.platform === 'darwin') {
		return [
			'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
			'/Applications/Chromium.app/Contents/MacOS/Chromium'
		];
	}
	if (process.platform === 'win32') {
		return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
			.filter((folder) => folder !== undefined)
			.map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
	}
	return names.flatMap((name) => (env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));
}

/** Ubuntu's chromium-browser, for one, is there but only tells to install something else. */
function runs(program: string): boolean {
	if (!existsSync(program)) return false;
	return process.platform === 'win32' || spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

function installPackage(): string | undefined {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
	console.log('Installing Chromium for the end-to-end tests (apt-get install chromium) …');
	const apt = (...parameters: string[]) =>
		spawnSync('/usr/bin/apt-get', parameters, {
			stdio: 'ignore',
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		});
	apt('update');
	apt('install', '-y', '--no-install-recommends', 'chromium');
	return ['/usr/bin/chromium'].find(runs);
}
