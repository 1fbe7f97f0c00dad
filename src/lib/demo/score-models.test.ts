import { expect, it } from 'vitest';
import { activities, authorities, budgets, companySizes, needs, timings } from './answers.ts';
import { demoVersions } from './score-models.ts';

it('has two versions of one model, of the answers and activities that the company has', () => {
	const [first, live] = demoVersions().map(({ model }) => model);
	expect({ ...first, thresholds: null }).toEqual({ ...live, thresholds: null });
	expect([first!.thresholds.mql.score, live!.thresholds.mql.score]).toEqual([50, 35]);
	const answers = [budgets, authorities, needs, timings].flat(2).map(([word]) => word);
	const told = new Set<unknown>([...answers, ...companySizes]);
	const done = new Set<unknown>([...activities.flat().map(([name]) => name), 'unsubscribe']);
	for (const { when, label } of live!.rules) {
		if ('activity' in when) expect(done, label).toContain(when.activity);
		else if ('value' in when) for (const word of when.value as string[]) expect(told, label).toContain(word);
		else throw new Error(label);
	}
	expect(live!.rules.length).toBeGreaterThan(12);
});
