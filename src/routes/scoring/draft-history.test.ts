import { expect, test } from 'vitest';
import { smallModel } from '../../../tests/support/score-model.ts';
import { differences, withCap, withoutRuleChange, withRule, withThreshold } from './draft-edits.ts';
import { beginHistory, change, mostSteps, redo, rest, undo } from './draft-history.ts';

const begin = smallModel();
const points = (n: number) => withRule(begin, 'demo', { points: n });

test('a slider that is moved is one step; let go, it makes the next', () => {
	let history = change(beginHistory(begin), points(31), 'demo');
	history = change(history, points(35), 'demo');
	history = change(rest(history), points(40), 'demo');
	expect(history.past).toEqual([begin, points(35)]);
	history = undo(history);
	expect(history.now).toEqual(points(35));
	history = undo(undo(history));
	expect(history.now).toEqual(begin);
	history = redo(redo(redo(history)));
	expect(history.now).toEqual(points(40));
	expect(history.future).toEqual([]);
});

test('two controls moved one after the other are two steps', () => {
	const first = change(beginHistory(begin), points(31), 'demo');
	const second = change(first, withCap(points(31), 'fit', 30), 'fit');
	expect(undo(second).now).toEqual(points(31));
});

test('what was undone is gone once something else is changed, and no change is no step', () => {
	const undone = undo(change(beginHistory(begin), points(31), 'demo'));
	expect(redo(change(undone, points(5), 'demo')).now).toEqual(points(5));
	expect(change(undone, points(30), 'demo')).toBe(undone);
});

test('the oldest steps are forgotten', () => {
	let history = beginHistory(begin);
	for (let n = 0; n < mostSteps + 20; n++) history = rest(change(history, points(1000 + n), 'demo'));
	expect(history.past).toHaveLength(mostSteps);
	expect(history.past[0]).toEqual(points(1019));
});

test('differences name what was changed, and none is left when it is as it was', () => {
	let draft = withRule(begin, 'pricing', { max: 9, halfLifeDays: undefined });
	draft = withThreshold(withCap(draft, 'interest', 10), 'mql', { score: 41 });
	const changed = differences(draft, begin);
	expect([...changed.rules, ...changed.groups, ...changed.thresholds]).toEqual([
		'pricing',
		'interest',
		'mql'
	]);
	expect(changed.count).toBe(3);
	draft = withThreshold(withCap(withoutRuleChange(draft, begin, 'pricing'), 'interest', 60), 'mql', {
		score: 40
	});
	expect(differences(draft, begin).count).toBe(0);
	expect(draft).toEqual(begin);
});

test('a threshold that the model does not have stays away', () => {
	expect(withThreshold(begin, 'sql', { score: 1 })).toBe(begin);
});
