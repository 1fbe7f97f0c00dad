/** What the editor knows of the data: told with the page, and asked for what is new in the model. */
import { SvelteMap } from 'svelte/reactivity';
import type { AttributeFacts, ConditionCount, ConditionFacts } from '#lib/scoring/condition-facts.ts';
import type { ScoreModel, When } from '#lib/scoring/model.ts';
import { countKey } from './count-key.ts';
import { askCounts, askFields, unknownConditions } from './known.ts';

/** Leads are counted so long after the last change, ms. */
const pause = 250;

export class Known {
	facts = $state.raw<ConditionFacts | null>(null);
	/** The leads could not be counted. */
	failed = $state(false);
	#counts = $state.raw<Record<string, ConditionCount | null>>({});
	#fields = new SvelteMap<string, Promise<AttributeFacts[]>>();

	take(told: Promise<{ facts: ConditionFacts; counts: Record<string, ConditionCount> }>): void {
		told.then(
			({ facts, counts }) => {
				this.facts = facts;
				this.#counts = { ...counts, ...this.#counts };
			},
			() => (this.failed = true)
		);
	}

	countOf = (when: When, knockOut: boolean): ConditionCount | null =>
		this.#counts[countKey(when, knockOut)] ?? null;

	fieldsOf = (activity: string): Promise<AttributeFacts[]> => {
		const asked = this.#fields.get(activity) ?? askFields(activity);
		this.#fields.set(activity, asked);
		return asked;
	};

	/** Within an effect: asks for what is not known of the model. Returns what calls it off. */
	follow(model: ScoreModel): (() => void) | undefined {
		if (!this.facts) return undefined;
		const asked = unknownConditions(model, this.#counts);
		if (asked.length === 0) return undefined;
		const conditions = $state.snapshot(asked) as typeof asked;
		const timer = setTimeout(
			() =>
				askCounts(conditions).then(
					(more) => {
						this.#counts = { ...this.#counts, ...more };
						this.failed = false;
					},
					() => (this.failed = true)
				),
			pause
		);
		return () => clearTimeout(timer);
	}
}
