import { describe, expect, it, test } from 'vitest';
import { activities, budgets, authorities, needs, timings, companySizes } from '#lib/demo/answers.ts';
import type { ScoreModel } from '../model.ts';
import { makeScorer } from '../scorer.ts';
import { event, told, utc, entered } from '../../../../tests/support/lead-story.ts';
import { bant } from './bant.ts';
import { behaviour } from './behaviour.ts';
import { combined } from './combined.ts';
import { fitTemplate, findName } from './fit-template.ts';
import { gpctba } from './gpctba.ts';
import { makeModel } from './make-model.ts';
import { request } from './request.ts';
import type { Template } from './template.ts';
import { frameworks, templates } from './templates.ts';

/** A lead that answered so, and how it stands right after. */
function answered(model: ScoreModel, attributes: Record<string, string | number>) {
	const scorer = makeScorer(model);
	const written = Object.fromEntries(
		Object.entries(attributes).map(([name, value]) => [name, String(value)])
	);
	const said = { type: 'profile', activity: null, attributes: written };
	scorer.add(said, 0);
	return {
		score: scorer.scoreAt(0).score,
		temperature: scorer.meets('hot', 0) ? 'hot' : scorer.meets('warm', 0) ? 'warm' : 'cold',
		toSales: scorer.meets('mql', 0) && !scorer.disqualifies([said]),
		unfit: scorer.disqualifies([said])
	};
}

function did(model: ScoreModel, ...names: string[]): number {
	const scorer = makeScorer(model);
	for (const activity of names) scorer.add({ type: 'activity', activity, attributes: null }, 0);
	return scorer.scoreAt(0).score;
}

/** The model for data that rate every answer with a number. */
const rated = (template: Template) =>
	makeModel(
		template,
		fitTemplate(template, {
			attributes: template.questions.map(({ names, atMost }) => ({
				name: names[0]!,
				values: ['0', String(atMost)]
			})),
			activities: []
		})
	);

describe('BANT', () => {
	const words = makeModel(bant);
	const numbers = rated(bant);

	it('gives budget 25, authority 25, need 20, time 25: 95 of 100, hot', () => {
		const lead = { score: 95, temperature: 'hot', toSales: true, unfit: false };
		expect(answered(numbers, { Budget: 25, Authority: 25, Need: 20, Timing: 25 })).toEqual(lead);
		expect(
			answered(words, { Budget: 'approved', Authority: 'decides', Need: 'clear', Timing: 'this month' })
		).toEqual(lead);
		expect(answered(numbers, { Budget: 25, Authority: 25, Need: 25, Timing: 25 }).score).toBe(100);
	});

	it.each([
		[{ Need: 'clear', Budget: 'approved', Authority: 'decides' }, 70],
		[{ Need: 'clear', Budget: 'approved', Timing: 'this month' }, 70],
		[{ Need: 'clear', Authority: 'decides' }, 45],
		[{ Need: 'urgent', Timing: 'this quarter' }, 45],
		[{ Need: 'clear', Budget: 'planned' }, 35]
	])('calls a clear need with one or two of the others missing warm: %j', (answers, score) => {
		expect(answered(words, answers)).toEqual({ score, temperature: 'warm', toSales: false, unfit: false });
	});

	it.each<Record<string, string>>([
		{ Need: 'clear' },
		{ Need: 'vague', Budget: 'approved', Authority: 'decides', Timing: 'this month' },
		{ Budget: 'approved', Authority: 'decides', Timing: 'this month' }
	])('leaves a lead cold without a clear need, or with nothing else: %j', (answers) => {
		expect(answered(words, answers)).toMatchObject({ temperature: 'cold', toSales: false });
	});
});

describe('GPCTBA/C&I', () => {
	it('gives 10, 2, 10, 10, 10, 10, 10: 62 of 70, hot', () => {
		const lead = { score: 62, temperature: 'hot', toSales: true, unfit: false };
		expect(
			answered(rated(gpctba), {
				...{ Goals: 10, Plans: 2, Challenges: 10, Timing: 10, Budget: 10, Authority: 10, Consequences: 10 }
			})
		).toEqual(lead);
		expect(
			answered(makeModel(gpctba), {
				...{ Goals: 'clear', Plans: 'vague', Challenges: 'clear', Timing: 'this month', Budget: 'approved' },
				...{ Authority: 'decides', Consequences: 'clear' }
			})
		).toEqual(lead);
	});
});

test('behaviour: points for what speaks of interest, against it for what does not', () => {
	const model = makeModel(behaviour);
	const points = Object.fromEntries(behaviour.actions.map(({ key, names }) => [key, did(model, names[0]!)]));
	expect(points).toEqual({
		subscribed: 10,
		'email-link': 5,
		'product-page': 5,
		favourites: 10,
		unsubscribed: -10,
		'negative-comment': -10
	});
	expect(did(model, 'subscribe', 'email_click', 'email_click', 'favourite', 'unsubscribe')).toBe(20);
});

test('of four messages two go to sales, one to marketing, and one is not a fit', () => {
	const model = makeModel(request);
	const asks = (what: string) => answered(model, { Request: what });
	expect(asks('buy now')).toMatchObject({ temperature: 'hot', toSales: true });
	expect(asks('order details')).toMatchObject({ temperature: 'hot', toSales: true });
	expect(asks('choosing')).toMatchObject({ temperature: 'warm', toSales: false, unfit: false });
	expect(asks('rent')).toMatchObject({ temperature: 'cold', toSales: false, unfit: true });
});

test('in replay a message opens MQL only where it is for sales', () => {
	const scorer = () => makeScorer(makeModel(request));
	const lead = (what: string) =>
		entered(
			told(
				[
					event('created', '2026-05-01 10:00'),
					event('activity', '2026-05-01 10:05', { activity: 'chat', attributes: { Request: what } })
				],
				utc,
				scorer()
			)
		);
	expect(lead('buy now').mql).toBe('2026-05-01 10:05, own');
	expect(lead('order details').mql).toBe('2026-05-01 10:05, own');
	expect(lead('choosing').mql).toBeUndefined();
	expect(lead('rent').mql).toBeUndefined();
});

describe('every template', () => {
	it.each(templates.map((template) => [template.key, template] as const))(
		'%s makes a model',
		(_, template) => {
			const model = makeModel(template);
			expect(model).toMatchObject({ name: template.name, version: 1, status: 'draft' });
			expect(rated(template).rules.length).toBeGreaterThan(0);
			for (const { level, steps } of template.questions.flatMap((question) =>
				question.grades.map(({ level }) => ({ level, steps: question.steps }))
			))
				expect(steps.map((step) => step.level)).toContain(level);
		}
	);

	it('has a key of its own', () => {
		expect(new Set(templates.map(({ key }) => key)).size).toBe(templates.length);
		expect(frameworks.map(({ questions }) => questions.length)).toEqual([4, 7, 4, 4]);
	});
});

describe('a template finds', () => {
	const demo = {
		attributes: [
			...[
				['Budget', budgets],
				['Authority', authorities],
				['Need', needs],
				['Timing', timings]
			].map(([name, answers]) => ({
				name: name as string,
				values: [...new Set((answers as typeof budgets).flat().map(([value]) => value))]
			})),
			{ name: 'Company size', values: [...companySizes] },
			{ name: 'City', values: ['Berlin'] }
		],
		activities: [...new Set(activities.flat().map(([name]) => name)), 'unsubscribe']
	};

	it('all it asks for in the data of the demo company', () => {
		for (const template of [combined, bant]) {
			const fit = fitTemplate(template, demo);
			expect([template.key, fit.found]).toEqual([template.key, fit.of]);
			expect(fit.questions.map(({ scale }) => scale)).toEqual(template.questions.map(() => 'words'));
		}
		const model = makeModel(combined, fitTemplate(combined, demo));
		expect(model.rules.find(({ key }) => key === 'size-10')!.when).toEqual({
			attribute: 'Company size',
			op: 'in',
			value: ['51-200', '201-1000', '1000+']
		});
		expect(fitTemplate(behaviour, demo)).toMatchObject({ found: 3, of: 6 });
	});

	it('names in any case, or as words of a longer one, each once', () => {
		expect(findName(['Budget'], ['City', 'BUDGET'])).toBe('BUDGET');
		expect(findName(['Decision maker'], ['Are you a decision maker?'])).toBe('Are you a decision maker?');
		expect(findName(['Time'], ['Sometimes', 'Total Time Spent on Website'])).toBe(
			'Total Time Spent on Website'
		);
		expect(findName(['email_click'], ['Email Click'])).toBe('Email Click');
		expect(findName(['Plan'], ['Planet'])).toBeNull();
		const twice = fitTemplate(
			{ ...bant, questions: [bant.questions[0]!, { ...bant.questions[0]!, key: 'again' }] },
			{ attributes: [{ name: 'budget', values: [] }], activities: [] }
		);
		expect(twice.questions.map(({ attribute }) => attribute)).toEqual(['budget', null]);
	});

	it('answers as they are written, ratings, and neither in amounts of money', () => {
		const scale = (...values: string[]) =>
			fitTemplate(bant, { attributes: [{ name: 'Budget', values }], activities: [] }).questions[0]!;
		expect(scale('APPROVED', 'Yes', 'no')).toMatchObject({
			scale: 'words',
			words: { 25: ['APPROVED', 'Yes'], 15: [] }
		});
		expect(scale('5', '25').scale).toBe('steps');
		expect(scale('15000', '200').scale).toBe('none');
		expect(scale().scale).toBe('none');
	});
});
