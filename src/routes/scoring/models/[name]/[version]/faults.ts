/** Faults stay with their rules when these are moved: a rule is known by its key. */
import type { ScoreModel } from '#lib/scoring/model.ts';
import type { FieldFault, Path } from './editor.ts';

/** A place of the model that stays the same when rules move. */
const steady = ({ rules }: ScoreModel, [list, at, ...field]: Path): Path =>
	list === 'rules' && at !== undefined
		? [list, rules[Number(at)]?.key ?? at, ...field]
		: [list, at, ...field].filter((part) => part !== undefined);

const textOf = (path: Path) => `${path.join('.')}.`;

export interface Faults {
	/** With the places where they are now; those of rules that were removed are gone. */
	now(): FieldFault[];
	at(path: Path): string | null;
	isWithin(path: Path): boolean;
}

/** `model`: as it is by the time it is asked for; at first as it was sent. */
export function placedFaults(faults: readonly FieldFault[], model: () => ScoreModel): Faults {
	const sent = model();
	const placed = faults.map((fault) => ({ ...fault, path: steady(sent, fault.path) }));
	return {
		now: () =>
			placed.flatMap(({ path, ...fault }) => {
				const [list, key, ...field] = path;
				if (list !== 'rules' || typeof key !== 'string') return [{ path, ...fault }];
				const at = model().rules.findIndex((rule) => rule.key === key);
				return at < 0 ? [] : [{ path: [list, at, ...field], ...fault }];
			}),
		at: (path) => {
			const place = textOf(steady(model(), path));
			return placed.find((fault) => textOf(fault.path) === place)?.problem ?? null;
		},
		isWithin: (path) => {
			const place = textOf(steady(model(), path));
			return placed.some((fault) => textOf(fault.path).startsWith(place));
		}
	};
}
