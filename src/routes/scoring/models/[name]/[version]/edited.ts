/** New parts of a model that is edited, and what follows from a change of one. */
import type { AttributeCondition, ScoreModel, When } from '#lib/scoring/model.ts';

export type WhenKind = 'attribute' | 'activity' | 'event' | 'all';
export type Op = AttributeCondition['op'];

export const ops: Op[] = ['eq', 'in', 'gte', 'lte', 'between', 'contains', 'exists'];

export const kindOf = (when: When): WhenKind =>
	'all' in when ? 'all' : 'attribute' in when ? 'attribute' : 'event' in when ? 'event' : 'activity';

const newAttribute = (): AttributeCondition => ({ attribute: '', op: 'eq', value: '' });

/** An empty condition; of "all of", the condition that there was is the first part. */
export function newWhen(kind: WhenKind, before?: When): When {
	switch (kind) {
		case 'attribute':
			return newAttribute();
		case 'activity':
			return { activity: '' };
		case 'event':
			return { event: 'contacted' };
		case 'all':
			return { all: [before ?? newAttribute(), newAttribute()] };
	}
}

/** The condition with another operator: what was asked for stays as far as it fits. */
export function withOp({ attribute, value }: AttributeCondition, op: Op): AttributeCondition {
	const values = (value === undefined ? [] : [value].flat()).filter((one) => one !== '');
	const numbers = values.map(Number).filter(Number.isFinite);
	switch (op) {
		case 'exists':
			return { attribute, op };
		case 'in':
			return { attribute, op, value: values };
		case 'between':
			return { attribute, op, value: [numbers[0] ?? NaN, numbers[1] ?? NaN].map(orNull) };
		case 'gte':
		case 'lte':
			return { attribute, op, value: orNull(numbers[0] ?? NaN) };
		case 'eq':
		case 'contains':
			return { attribute, op, value: values.map(String)[0] ?? '' };
	}
}

/** An empty number field holds null, which the check of the model names. */
const orNull = (number: number) => (Number.isNaN(number) ? null : number) as number;

/** The first of "rule-1", "rule-2" … that no other has. */
export function freshKey(list: readonly { key: string }[], prefix: 'rule' | 'group'): string {
	let n = list.length + 1;
	while (list.some(({ key }) => key === `${prefix}-${n}`)) n++;
	return `${prefix}-${n}`;
}

export const newRule = ({ rules, groups }: ScoreModel, group?: string): ScoreModel['rules'][number] => ({
	key: freshKey(rules, 'rule'),
	label: '',
	group: group ?? groups[0]?.key ?? '',
	points: 10,
	when: newAttribute(),
	max: 1
});

/** Without a rule; thresholds no longer ask for it. */
export function removeRule(model: ScoreModel, at: number): void {
	const { key } = model.rules[at]!;
	model.rules.splice(at, 1);
	for (const threshold of Object.values(model.thresholds)) {
		if (!threshold?.require) continue;
		threshold.require = threshold.require.filter((one) => one !== key);
		if (threshold.require.length === 0) delete threshold.require;
	}
}
