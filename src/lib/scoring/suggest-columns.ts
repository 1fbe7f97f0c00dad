/** What a suggestion of points looks at: which rules take part, and their counts as columns of equal spread. */
import type { SparseRows } from './penalised-logistic.ts';
import type { ScoreModel } from './model.ts';
import type { Counts } from './score-table.ts';

/** Rules that fewer leads meet keep their points. */
export const leastHits = 20;

/**
 * free: gets points; locked: the reader keeps its points; rare: too few hits; same: every lead has it alike, so that it
 * tells nobody apart. All but the free ones keep their points.
 */
export type RuleRole = 'free' | 'locked' | 'rare' | 'same';

export interface RuleColumn {
	role: RuleRole;
	/** Leads of the training part that meet it, and the clients among them. */
	hits: number;
	clients: number;
	/** Population standard deviation of the counts in the training part. */
	deviation: number;
}

/** A rule of the model each, over the first `training` leads. */
export function ruleColumns(
	model: ScoreModel,
	counts: Counts,
	isClient: Uint8Array,
	training: number,
	locked: ReadonlySet<string>
): RuleColumn[] {
	const columns = model.rules.map(() => ({ hits: 0, clients: 0, sum: 0, squares: 0 }));
	for (let i = 0; i < training; i++)
		for (let e = counts.start[i]!; e < counts.start[i + 1]!; e++) {
			const count = counts.count[e]!;
			if (count === 0) continue;
			const column = columns[counts.rule[e]!]!;
			column.hits++;
			column.clients += isClient[i]!;
			column.sum += count;
			column.squares += count * count;
		}
	return columns.map(({ hits, clients, sum, squares }, place) => {
		const mean = training === 0 ? 0 : sum / training;
		const variance = training === 0 ? 0 : squares / training - mean * mean;
		const same = variance <= 1e-12 * mean * mean;
		const role = locked.has(model.rules[place]!.key)
			? 'locked'
			: hits < leastHits
				? 'rare'
				: same
					? 'same'
					: 'free';
		return { role, hits, clients, deviation: same ? 0 : Math.sqrt(variance) };
	});
}

export interface Columns {
	rows: SparseRows;
	/** Places of the free rules, a column each. */
	free: number[];
	/** As the points are now: 1, -1, or 0 for a rule without points. */
	signs: Int8Array;
	/** Points of the locked rules together, a lead; null without any. */
	offset: Float64Array | null;
}

/** Counts of the free rules over their deviations, not centred, and the points of the locked ones in one column. */
export function columnsOf(model: ScoreModel, counts: Counts, rules: readonly RuleColumn[]): Columns {
	const n = counts.start.length - 1;
	const free = rules.flatMap(({ role }, place) => (role === 'free' ? [place] : []));
	const columnOf = new Int16Array(rules.length).fill(-1);
	free.forEach((place, column) => (columnOf[place] = column));
	const offset = rules.some(({ role }) => role === 'locked') ? new Float64Array(n) : null;
	const start = new Uint32Array(n + 1);
	const column = new Uint16Array(counts.rule.length);
	const value = new Float64Array(counts.rule.length);
	let size = 0;
	for (let i = 0; i < n; i++) {
		for (let e = counts.start[i]!; e < counts.start[i + 1]!; e++) {
			const place = counts.rule[e]!;
			const count = counts.count[e]!;
			if (columnOf[place]! >= 0) {
				column[size] = columnOf[place]!;
				value[size++] = count / rules[place]!.deviation;
			} else if (offset && rules[place]!.role === 'locked') offset[i]! += model.rules[place]!.points * count;
		}
		start[i + 1] = size;
	}
	return {
		rows: { start, column: column.slice(0, size), value: value.slice(0, size) },
		free,
		signs: Int8Array.from(free, (place) => Math.sign(model.rules[place]!.points)),
		offset
	};
}
