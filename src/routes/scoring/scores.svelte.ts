/** The worker of a workbench: reads the hits, follows what is changed, and is asked about the results. */
import type { Pick, Picked } from '#lib/scoring/workbench.ts';
import { untrack } from 'svelte';
import { scoreClient, type ScoreClient } from './worker/score-client.ts';
import type { Workbench } from './workbench.svelte.ts';

/** ms without a change after which the hand is taken to rest. */
const REST = 250;

export class Scores {
	#client: ScoreClient | null = $state.raw(null);
	#href: () => string;
	/** Of the hits, 0 to 1; null once they are there. */
	loaded = $state<number | null>(0);
	problem = $state<string | null>(null);
	/** Of the hits that were read. */
	key = $state('');

	/** To be made while a component is: it ends with it. `href` is where the hits are. */
	constructor(bench: Workbench, href: () => string) {
		this.#href = href;
		$effect(() => {
			const made = scoreClient({
				progress: (read, size) => (this.loaded = size ? Math.min(1, read / size) : 0),
				loaded: (facts) => {
					this.loaded = null;
					this.problem = null;
					this.key = facts.key;
				},
				results: (results) => (bench.computed = results),
				problem: (message) => (this.problem = message)
			});
			this.#client = made;
			return () => made.close();
		});
		$effect(() => {
			void [this.#client, bench.start.key];
			untrack(this.load);
		});
		$effect(() => this.#client?.set(bench.draft, bench.start.live, bench.options));
		// Judging takes longer than a frame.
		$effect(() => {
			void [bench.computed, bench.worth];
			const client = this.#client;
			if (!client || !bench.computed) return;
			const timer = setTimeout(async () => {
				bench.judged = await client.judge(bench.worth, bench.start.withAccepted).catch(() => null);
			}, REST);
			return () => clearTimeout(timer);
		});
	}

	load = () => {
		this.loaded = 0;
		this.problem = null;
		this.#client?.load(this.#href());
	};

	get isReady(): boolean {
		return this.#client !== null && this.loaded === null;
	}

	/** See `ScoreClient`; to be asked once it is ready. */
	pick = (what: Pick, most: number): Promise<Picked> => this.#client!.pick(what, most);
}
