import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { compileMessages } from './scripts/messages.ts';

export default defineConfig(({ command }) => {
	if (command === 'build') compileMessages();
	return {
		plugins: [
			// Compiles again at every change; a build would wait half a minute for its timers.
			...(command === 'serve'
				? [
						paraglideVitePlugin({
							project: './project.inlang',
							outdir: './src/lib/ui/paraglide',
							strategy: ['baseLocale'],
							emitTsDeclarations: true
						})
					]
				: []),
			sveltekit()
		],
		environments: {
			client: {
				build: {
					// What most pages share travels as one file: many small ones compress badly.
					rolldownOptions: {
						output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 14 }] } }
					}
				}
			}
		}
	};
});
