/** Which rules the events of one lead meet, and when: the one place that decides what a hit is. */
import { matches, type CompiledModel, type ScoredEvent } from './compile.ts';

/** A rule (by its place) is met by an event, or an attribute rule begins (`on`) or ceases to hold. */
export type TakeHit = (rule: number, on: boolean) => void;

/** Takes the events of one lead in the order of replay and says what they hit, rules in the order of the model. */
export function watchLead(compiled: CompiledModel): (event: ScoredEvent, take: TakeHit) => void {
	const { rules, byActivity, byType, byAttribute } = compiled;
	const attributes: Record<string, string> = {};
	const held = new Uint8Array(rules.length);
	return (event, take) => {
		const concerned: number[] = [];
		if (event.attributes) {
			Object.assign(attributes, event.attributes);
			for (const name of Object.keys(event.attributes)) concerned.push(...(byAttribute.get(name) ?? []));
		}
		concerned.push(...(byType.get(event.type) ?? []));
		if (event.type === 'activity' && event.activity !== null)
			concerned.push(...(byActivity.get(event.activity) ?? []));
		if (concerned.length === 0) return;
		if (concerned.length > 1) concerned.sort((a, b) => a - b);
		let before = -1;
		for (const place of concerned) {
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
}
