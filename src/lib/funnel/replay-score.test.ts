import { describe, expect, it } from 'vitest';
import { scoreModelSchema } from '#lib/scoring/model.ts';
import { makeScorer } from '#lib/scoring/scorer.ts';
import { entered, event, moves, time, told, utc } from '../../../tests/support/lead-story.ts';
import type { ReplayEvent } from './replay.ts';

const model = scoreModelSchema.parse({
	name: 'small',
	groups: [
		{ key: 'fit', label: 'Fit', kind: 'fit', cap: 50 },
		{ key: 'web', label: 'Web', kind: 'engagement', cap: 50 }
	],
	rules: [
		{
			key: 'big',
			label: 'Large company',
			group: 'fit',
			points: 20,
			when: { attribute: 'Size', op: 'gte', value: 50 }
		},
		{ key: 'click', label: 'Click', group: 'web', points: 10, max: 3, when: { activity: 'click' } },
		{
			key: 'call',
			label: 'Call',
			group: 'web',
			points: 20,
			when: { event: 'contacted' },
			halfLifeDays: 10
		}
	],
	disqualify: [{ attribute: 'Country', op: 'eq', value: 'Nowhere' }],
	thresholds: {
		warm: 15,
		hot: 30,
		eql: { score: 10, minEngagement: 10 },
		mql: 30,
		sql: { score: 45, require: ['call'] }
	}
});
const scored = (...events: ReplayEvent[]) => told(events, utc, makeScorer(model));
const click = (day: string, more = {}) =>
	event('activity', `2026-05-${day} 10:00`, { activity: 'click', ...more });
const created = event('created', '2026-05-01 10:00');

describe('thresholds of the live model', () => {
	it('open EQL, MQL and SQL at the first event that meets them', () => {
		const lead = scored(
			created,
			click('02'),
			event('profile', '2026-05-03 10:00', { attributes: { Size: '80' } }),
			event('contacted', '2026-05-04 10:00')
		);
		expect(entered(lead)).toEqual({
			lead: '2026-05-01 10:00, own',
			iql: '2026-05-02 10:00, implied',
			eql: '2026-05-02 10:00, own',
			mql: '2026-05-03 10:00, own',
			sal: '2026-05-04 10:00, implied',
			sql: '2026-05-04 10:00, own'
		});
		expect(lead.decidedAt).toBeNull();
		const accepted = scored(
			created,
			click('02'),
			event('profile', '2026-05-03 10:00', { attributes: { Size: '80' } }),
			event('contacted', '2026-05-04 10:00'),
			event('sal', '2026-05-06 10:00')
		);
		expect(time(accepted.decidedAt!)).toBe('2026-05-06 10:00');
		expect([lead.fit, lead.engagement, lead.score]).toEqual([20, 30, 50]);
	});

	it('stay entered when the score falls again', () => {
		const lead = scored(
			created,
			event('contacted', '2026-05-02 10:00'),
			click('02'),
			event('profile', '2026-06-11 10:00')
		);
		expect(entered(lead).mql).toBe('2026-05-02 10:00, own');
		expect(lead.score).toBe(10 + 20 / 16);
	});

	it('leave a stage alone that the data entered earlier', () => {
		const lead = scored(created, event('mql', '2026-05-02 10:00'), click('03'), click('04'), click('05'));
		expect(entered(lead)).toMatchObject({
			eql: '2026-05-02 10:00, own, out of order',
			mql: '2026-05-02 10:00, own'
		});
	});

	it('open nothing while the lead is closed, nor after the sale', () => {
		const refused = event('refused', '2026-05-02 10:00');
		const lead = scored(created, refused, click('03'), click('04'), click('05'));
		expect([lead.outcome, lead.deepest, lead.score]).toEqual(['refused', 0, 30]);
		const again = scored(
			created,
			refused,
			click('03'),
			click('04'),
			click('05'),
			event('reopened', '2026-05-06 10:00')
		);
		expect(moves(again).slice(2)).toEqual([
			'2026-05-06 10:00 refused → lead',
			'2026-05-06 10:00 lead → eql',
			'2026-05-06 10:00 eql → mql'
		]);
		const sold = scored(created, event('client', '2026-05-02 10:00'), click('03'), click('04'));
		expect(entered(sold).mql).toBe('2026-05-02 10:00, implied');
	});
});

describe('a disqualified lead', () => {
	const nowhere = event('profile', '2026-05-09 10:00', { attributes: { Country: 'Nowhere' } });

	it('enters nothing by contact or threshold, even before the rule is met', () => {
		const lead = scored(created, click('02', { contact: true }), click('03'), click('04'), nowhere);
		expect(entered(lead)).toEqual({ lead: '2026-05-01 10:00, own' });
	});

	it('still enters the stages that the data name', () => {
		const lead = scored(created, click('02', { contact: true }), event('mql', '2026-05-03 10:00'), nowhere);
		expect(entered(lead)).toMatchObject({
			iql: '2026-05-03 10:00, implied',
			mql: '2026-05-03 10:00, own'
		});
	});
});

describe('temperature', () => {
	it('lasts until decay takes the score below, counted from the last event', () => {
		const lead = scored(created, event('contacted', '2026-05-02 10:00'), click('02'));
		expect([time(lead.hotUntil!), time(lead.warmUntil!)]).toEqual([
			'2026-05-02 10:00:00.001',
			'2026-05-22 10:00:00.001'
		]);
	});

	it('lasts for ever without decay, and not at all below the threshold', () => {
		const lead = scored(created, click('02'), click('03'));
		expect([lead.hotUntil, lead.warmUntil]).toEqual([null, Infinity]);
	});
});

describe('the temperature at acceptance', () => {
	const at = (...events: ReplayEvent[]) => scored(created, ...events).acceptedTemperature;
	const call = event('contacted', '2026-05-02 10:00');
	const sal = event('sal', '2026-05-02 10:00');

	it('is that of the moment: cold, warm or hot', () => {
		expect(at(event('sal', '2026-05-02 10:00'))).toBe(0);
		expect(at(call, sal)).toBe(1);
		expect(at(call, click('02', { key: 'a' }), sal)).toBe(2);
		expect(at(call, event('sal', '2026-05-12 10:00'), click('13'))).toBe(0);
	});

	it('does not change with what comes later, a return among it', () => {
		const later = [event('returned', '2026-05-03 10:00'), click('04'), click('05')];
		expect(at(sal, ...later, event('sal', '2026-05-06 10:00'))).toBe(0);
	});

	it('is that of the first later stage where nobody recorded the acceptance', () => {
		expect(at(call, event('sql', '2026-05-02 10:00'))).toBe(1);
		expect(at(call, click('02'), event('client', '2026-05-02 10:00'))).toBe(2);
		// The threshold of the model opens it, with the last event that there is.
		expect(at(click('02'), event('profile', '2026-05-03 10:00', { attributes: { Size: '80' } }), call)).toBe(
			2
		);
		const opened = scored(
			created,
			...['02', '03'].map((day) => click(day)),
			event('profile', '2026-05-04 10:00', { attributes: { Size: '80' } }),
			event('contacted', '2026-05-05 10:00')
		);
		expect(opened.acceptedTemperature).toBe(2);
		expect(time(opened.entries[4]!.ms)).toBe('2026-05-05 10:00');
	});

	it('is cold of a lead that is knocked out by then, and kept of one that is accepted while it is closed', () => {
		const nowhere = (at: string) => event('profile', at, { attributes: { Country: 'Nowhere' } });
		expect(at(nowhere('2026-05-01 10:00'), call, sal)).toBe(0);
		expect(at(nowhere('2026-05-03 10:00'), call, sal)).toBe(1);
		expect(at(event('refused', '2026-05-01 12:00'), call, sal)).toBe(1);
	});

	it('is none where nobody accepted it, and without a model', () => {
		expect(at(call)).toBeNull();
		expect(told([created, call, sal]).acceptedTemperature).toBeNull();
	});
});
