/** A progress bar on a terminal; nothing anywhere else. */
export function progressBar(label: string) {
	const out = process.stderr;
	let shown = 0;
	return {
		/** `of` 0: the end is not known. */
		show(done: number, of: number, note = '') {
			const now = Date.now();
			if (!out.isTTY || now - shown < 100) return;
			shown = now;
			const share = of > 0 ? Math.min(1, done / of) : 0;
			const bar =
				of > 0 ? `${'█'.repeat(Math.round(share * 24)).padEnd(24, '░')} ${Math.round(share * 100)} %` : '';
			out.write(`\r\x1b[K${label} ${bar} ${done.toLocaleString('en')}${note}`);
		},
		end() {
			if (out.isTTY && shown) out.write('\r\x1b[K');
		}
	};
}
