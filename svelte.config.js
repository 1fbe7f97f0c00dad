import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		adapter: adapter(),
		// hooks.server.ts looks at the forms of pages; the API takes forms from anywhere, with a token.
		csrf: { trustedOrigins: ['*'] },
		typescript: {
			config(config) {
				config.include.push('../migrations/**/*.ts', '../tests/**/*.ts', '../scripts/**/*.ts', '../*.ts');
			}
		}
	}
};
