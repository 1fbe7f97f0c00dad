import type { ByteSource } from './read-bytes.ts';

export interface HeldSource extends ByteSource {
	/** The next reading is the last one: what was held goes with it. */
	release(): void;
}

/**
 * A source that can be opened as often as needed until it is released, also if it comes only once: what has been read
 * of it is held meanwhile.
 */
export function heldSource(source: ByteSource): HeldSource {
	// A file can be opened again.
	if (source.size !== null) return { ...source, release: () => {} };

	const held: Buffer[] = [];
	let chunks: AsyncIterator<Buffer> | null = null;
	let state: 'held' | 'released' | 'gone' = 'held';

	async function* read(keep: boolean): AsyncGenerator<Buffer> {
		for (let i = 0; ;) {
			if (i < held.length) yield keep ? held[i++]! : held.shift()!;
			else {
				const next = await chunks!.next();
				if (next.done) return;
				held.push(next.value);
			}
		}
	}

	return {
		name: source.name,
		size: null,
		open() {
			chunks ??= source.open()?.[Symbol.asyncIterator]() ?? null;
			if (!chunks || state === 'gone') return null;
			const keep = state === 'held';
			if (!keep) state = 'gone';
			return read(keep);
		},
		release: () => {
			state = 'released';
		}
	};
}
