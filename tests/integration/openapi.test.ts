/** What the API answers is what its description says. */
import { beforeAll, expect, test } from 'vitest';
import { createToken } from '#lib/server/accounts/tokens.ts';
import {
	errorAnswer,
	funnelAnswer,
	hookAnswer,
	leadAnswer,
	leadsAnswer,
	loadAnswer,
	optionsAnswer,
	qualityAnswer
} from '#lib/server/openapi/answers.ts';
import { channelsAnswer } from '#lib/server/openapi/channels.ts';
import { leadTimeAnswer } from '#lib/server/openapi/lead-time.ts';
import { managersAnswer } from '#lib/server/openapi/managers.ts';
import { scoringAnswer } from '#lib/server/openapi/scoring.ts';
import { saveDraft } from '#lib/server/scoring/models.ts';
import { serveApi } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { replayAll } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const db = await testDatabase();
const address = await serveApi(db.url);
let token: string;

const at = (type: string, time: string, more: object = {}) => ({
	type,
	at: time,
	lead: 'A',
	source: 'crm',
	...more
});
const events = [
	at('created', '2026-01-01T10:00:00Z', { channel: 'SMM', manager: 'Anna', email: 'a@x.com', status: 'Won' }),
	at('sal', '2026-01-02T10:00:00Z'),
	at('client', '2026-01-05T10:00:00Z', { amount: 100 }),
	{ ...at('created', '2026-01-03T10:00:00Z', { City: 'Berlin' }), lead: 'B' },
	{ ...at('refused', '2026-01-04'), lead: 'B', reason: 'Price' },
	{ type: 'bought' }
];

const post = async (path: string, body: unknown) => {
	const response = await fetch(`${address}/api/v1/${path}`, {
		method: 'POST',
		body: JSON.stringify(body),
		headers: { authorization: `Bearer ${token}` }
	});
	return (await response.json()) as unknown;
};
const get = async (path: string) => (await (await fetch(`${address}/api/v1/${path}`)).json()) as unknown;

beforeAll(async () => {
	token = (await createToken(db.pool, 'all', ['events', 'costs', 'hooks']))!;
	loadAnswer.parse(await post('events', events));
	await replayAll(db.pool);
});

test('of posts', async () => {
	const again = loadAnswer.parse(await post('events', events));
	expect([again.rows.known, again.quarantined.length]).toEqual([5, 1]);
	const costs = loadAnswer.parse(
		await post('costs?source=ads', [{ date: '2026-01-01', channel: 'SMM', amount: 5 }])
	);
	expect(costs.rows.accepted).toBe(1);
	expect(hookAnswer.parse(await post('hooks/form', { email: 'c@x.com' }))).toHaveProperty('rows');
	expect(hookAnswer.parse(await post('hooks/form', { test: 'test' }))).toHaveProperty('ignored');
	expect(errorAnswer.parse(await post('events?x=1', [])).error.field).toBe('x');
});

test('of reports and leads', async () => {
	const funnel = funnelAnswer.parse(
		await get('reports/funnel?by=channel&by=manager&compare=year&from=2026-01-01&to=2027-01-01')
	);
	expect([funnel.leads, funnel.groups.length]).toEqual([2, 2]);
	const compared = 'from=2026-01-01&to=2026-02-01&compare=previous';
	const channels = channelsAnswer.parse(await get(`reports/channels?${compared}`));
	expect(channels.rows.map(({ key, leads, cost }) => [key, leads, cost])).toEqual([
		...[
			['SMM', 1, 5],
			[null, 1, 0]
		]
	]);
	expect(channels.comparison!.changed!.after).toEqual({ leads: 2, clients: 1 });
	expect(channelsAnswer.parse(await get('reports/channels?by=manager&by=month&mode=period')).noCosts).toEqual(
		{
			reason: 'filters',
			names: ['manager']
		}
	);
	const managers = managersAnswer.parse(
		await get('reports/managers?credit=first&goal=sql&base=all&within=team&team=&role=')
	);
	expect(
		managers.rows.map(({ key, leads, base, made, verdict }) => [key, leads, base, made, verdict])
	).toEqual([
		['Anna', 1, 1, 1, 'few'],
		[null, 1, 1, 0, null]
	]);
	expect([managers.credit, managers.goal, managers.within, managers.filters.mode]).toEqual([
		...['first', 'client', 'team', 'cohort']
	]);
	expect(managersAnswer.parse(await get('reports/managers?mode=period')).notJudged).toBe('period');
	const badWithin = errorAnswer.parse(await get('reports/managers?within=room'));
	expect(badWithin.error).toMatchObject({
		field: 'within',
		message: expect.stringContaining('role, team or all')
	});
	const leadTime = leadTimeAnswer.parse(await get('reports/lead-time?by=channel&by=month'));
	expect([leadTime.leads, leadTime.groups.map(({ key }) => key)]).toEqual([
		2,
		[
			['SMM', '2026-01-01'],
			[null, '2026-01-01']
		]
	]);
	expect(leadTime.response.bands.map(({ band }) => band)).toEqual([
		...['5m', '1h', '2h', '4h', '24h', '3d', 'later', 'never']
	]);
	expect(leadTimeAnswer.parse(await get('reports/lead-time?outcome=client&mode=period')).forecast).toBeNull();
	expect(leadTimeAnswer.parse(await get('reports/lead-time?from=2030-01-01'))).toMatchObject({
		...{ leads: 0, curve: [], halfTimeDays: null }
	});
	expect(qualityAnswer.parse(await get('reports/quality')).loads.length).toBeGreaterThan(0);
	const list = leadsAnswer.parse(await get('leads?limit=1'));
	expect([list.total, list.leads.length, typeof list.next]).toEqual([2, 1, 'string']);
	expect(leadAnswer.parse(await get(`leads/${list.leads[0]!.id}`)).events.length).toBeGreaterThan(0);
	expect(optionsAnswer.parse(await get('filter-options?name=channel')).options).toContainEqual({
		value: 'SMM',
		leads: 1
	});
	expect(errorAnswer.parse(await get('reports/funnel?mode=sideways')).error.field).toBe('mode');
	expect(errorAnswer.parse(await get('leads/nobody')).error.code).toBe('no_such_lead');
});

test('of the description itself', async () => {
	expect(await get('openapi.json')).toMatchObject({ openapi: '3.1.0', servers: [{ url: address }] });
});

test('of the scoring report', async () => {
	const without = scoringAnswer.parse(await get('reports/scoring?horizon=1'));
	expect([without.scored, without.gate, without.thresholds]).toEqual([null, null, []]);
	await saveDraft(db.pool, smallModel());
	const scoring = scoringAnswer.parse(await get('reports/scoring?model=Small&horizon=1'));
	expect([scoring.scored, scoring.horizonDays, scoring.thresholds.length]).toEqual(['Small@1', 1, 1]);
	const wrong = errorAnswer.parse(await get('reports/scoring?model=Small%407'));
	expect(wrong.error).toEqual({
		code: 'wrong_filter',
		field: 'model',
		message: 'model "Small@7": of Small there are the versions 1'
	});
});
