/** Counts of the periods in which leads came into somebody's hands and left them. */
import type { LoadCell } from './open-load.ts';

/**
 * Counts spans that are each written as one number: (place of the start × `places` + place of the end) × 2, and 1 more
 * for a lead that came anew. Place 0 is before the first period, the last place after the last one.
 */
export class LoadSpans {
	readonly #places: number;
	readonly #starts: Float64Array;
	readonly #ends: Float64Array;
	readonly #came: Float64Array;

	constructor(places: number) {
		this.#places = places;
		this.#starts = new Float64Array(places);
		this.#ends = new Float64Array(places);
		this.#came = new Float64Array(places);
	}

	add(spans: Float64Array): void {
		for (const span of spans) {
			const came = span % 2;
			const both = (span - came) / 2;
			const end = both % this.#places;
			const start = (both - end) / this.#places;
			this.#starts[start]! += 1;
			this.#ends[end]! += 1;
			this.#came[start]! += came;
		}
	}

	/** A cell for each period in which anything happened. `lastCame` as of a cell. */
	cells(manager: string | null, lastCame: number | null): LoadCell[] {
		const cells: LoadCell[] = [];
		for (let place = 0; place < this.#places; place++) {
			const [starts, ends] = [this.#starts[place]!, this.#ends[place]!];
			if (starts + ends === 0) continue;
			cells.push({ manager, period: place - 1, starts, ends, came: this.#came[place]!, lastCame });
		}
		return cells;
	}
}
