import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { compileMessages } from './scripts/messages.ts';

const withDatabase = [
	'src/lib/server/**/*.test.ts',
	'src/{cli,routes}/**/*.test.ts',
	'tests/integration/**/*.test.ts'
];

compileMessages();
// tsconfig.json extends it.
if (!existsSync('.svelte-kit/tsconfig.json')) {
	spawnSync(process.execPath, ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync'], { stdio: 'inherit' });
}

export default defineConfig({
	plugins: [svelte()],
	test: {
		expect: { requireAssertions: true },
		// Vitest would leave one core free: of two that is half of them.
		maxWorkers: Math.max(2, availableParallelism() - 1),
		// Says that a test hangs, not that the machine is busy.
		testTimeout: 60_000,
		hookTimeout: 60_000,
		projects: [
			{
				extends: true,
				// Without state between files: modules are read once for a worker, not once for a file.
				test: { name: 'unit', include: ['src/**/*.test.ts'], exclude: withDatabase, isolate: false }
			},
			{
				extends: true,
				test: {
					name: 'server',
					include: withDatabase,
					globalSetup: './tests/support/global-setup.ts'
				}
			}
		]
	}
});
