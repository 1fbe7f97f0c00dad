import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const pure = [
	'channels',
	'demo',
	'events',
	'filters',
	'funnel',
	'leadtime',
	'managers',
	'quality',
	'scoring',
	'settings',
	'stats'
];

/** Imports that a folder may not make: [pattern, why]. */
const restrict = (files, patterns) => ({
	files,
	rules: {
		'no-restricted-imports': ['error', { patterns: patterns.map(([regex, message]) => ({ regex, message })) }]
	}
});

export default ts.config(
	{
		ignores: ['build/', '.svelte-kit/', '.sluice/', 'src/lib/ui/paraglide/', 'node_modules/', 'test-results/']
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{ languageOptions: { globals: { ...globals.browser, ...globals.node } } },
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } }
	},
	{ rules: { 'no-undef': 'off', 'svelte/no-navigation-without-resolve': 'off' } },
	restrict(['src/**'], [['^\\$(lib|env)', 'Import #lib/… with its extension.']]),
	restrict(
		pure.map((folder) => `src/lib/${folder}/**`),
		[
			[
				'^(#lib/(server|ui)|.*/(server|ui|routes|cli)/)',
				'Pure folders import nothing from the server, the pages or the command.'
			],
			[
				'^(pg|kysely|svelte|@sveltejs|\\$app|\\$lib|\\$env|node:(?!test))',
				'Pure folders run in the browser: no database, Svelte or Node imports.'
			]
		]
	),
	restrict(
		['src/lib/server/**'],
		[['(#lib/ui|/routes/|/cli/|\\$app|\\$lib)', 'The server does not import pages or the command.']]
	),
	restrict(
		['src/lib/ui/**'],
		[['(#lib/server|/routes/|/cli/)', 'The interface imports the pure folders only.']]
	),
	// Tests stand beside what they test and may use Node.
	{ files: ['**/*.test.ts'], rules: { 'no-restricted-imports': 'off' } }
);
