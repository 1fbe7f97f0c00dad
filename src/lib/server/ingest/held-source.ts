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
	let isLast = false;
	let ended = false;

	async function* read(): AsyncGenerator<Buffer> {
		const keep = !isLast;
		for (let i = 0; ; i++) {
			if (!keep) i = 0;
			if (i >= held.length) {
				const next = ended ? { done: true as const } : await chunks!.next();
				if (next.done) {
					ended = true;
					return;
				}
				held.push(next.value!);
			}
			yield keep ? held[i]! : held.shift()!;
		}
	}

	let wasLast = false;
	return {
		name: source.name,
		size: null,
		open() {
			chunks ??= source.open()?.[Symbol.asyncIterator]() ?? null;
			if (!chunks || wasLast) return null;
			wasLast = isLast;
			return read();
		},
		release: () => {
			isLast = true;
		}
	};
}
