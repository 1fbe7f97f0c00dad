/** Which rules the events of one lead meet, and when: the one place that decides what a hit is. */
import { matches, type CompiledModel, type ScoredEvent } from './compile.ts';

/** A rule (by its place) is met by an event, or an attribute rule begins (`on`) or ceases to hold. */
export type TakeHit = (rule: number, on: boolean) => void;

/** Rules that an event can meet or change, by their places in the order of the model; one may stand there again. */
export function concernedBy(
	{ byActivity, byType, byAttribute }: CompiledModel,
	event: ScoredEvent
): number[] {
	const concerned: number[] = [];
	if (event.attributes)
		for (const name of Object.keys(event.attributes)) concerned.push(...(byAttribute.get(name) ?? []));
	concerned.push(...(byType.get(event.type) ?? []));
	if (event.type === 'activity' && event.activity !== null)
		concerned.push(...(byActivity.get(event.activity) ?? []));
	return concerned.length > 1 ? concerned.sort((a, b) => a - b) : concerned;
}

/** Takes the events of one lead in the order of replay and says what they hit, rules in the order of the model. */
export const watchLead = (compiled: CompiledModel): Watcher['see'] => leadWatcher(compiled).see;

/** Watches one lead after the other. */
export interface Watcher {
	see(event: ScoredEvent, take: TakeHit): void;
	/** Forgets what the lead told: another follows. */
	next(): void;
}

/** As {@link watchLead}, for many leads. `concerned`: {@link concernedBy}, or what knows its answers. */
export function leadWatcher(
	compiled: CompiledModel,
	concerned = (event: ScoredEvent) => concernedBy(compiled, event)
): Watcher {
	const { rules } = compiled;
	let attributes: Record<string, string> = {};
	let hasTold = false;
	const held = new Uint8Array(rules.length);
	const next = () => {
		if (!hasTold) return;
		hasTold = false;
		attributes = {};
		held.fill(0);
	};
	const see = (event: ScoredEvent, take: TakeHit) => {
		if (event.attributes) {
			hasTold = true;
			Object.assign(attributes, event.attributes);
		}
		let before = -1;
		for (const place of concerned(event)) {
			if (place === before) continue;
			before = place;
			const rule = rules[place]!;
			if (rule.eventful) {
				if (matches(rule.when, event, attributes)) take(place, true);
			} else {
				const now = matches(rule.when, null, attributes) ? 1 : 0;
				if (now === held[place]) continue;
				held[place] = now;
				take(place, now === 1);
			}
		}
	};
	return { see, next };
}
