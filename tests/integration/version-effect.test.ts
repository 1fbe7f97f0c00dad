import { beforeAll, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { versionEffectReport } from '#lib/server/reports/version-effect.ts';
import { readPublications } from '#lib/server/scoring/publications.ts';
import { publishModel, saveDraft } from '#lib/server/scoring/models.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, utcConfig } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const db = await testDatabase();
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n, 12)).toISOString();
const of = (lead: string, type: string, n: number, more: object = {}) => ({
	source: 'crm',
	lead,
	type,
	at: day(n),
	...more
});

/** A lead that asks for a demo after a day: 30 points. */
const asking = (lead: string, n: number, more: object[] = []) => [
	of(lead, 'created', n, { channel: n < 28 ? 'Google' : 'Meta' }),
	of(lead, 'activity', n + 1, { activity: 'demo_request' }),
	...more
];

const report = async (place: number, filters: object = {}) => {
	const publications = await readPublications(db.pool);
	return versionEffectReport(
		db,
		utcConfig,
		filtersSchema.parse(filters),
		publications,
		publications.at(place)!
	);
};

beforeAll(async () => {
	await loadEvents(db.pool, [
		...asking('a', 1, [of('a', 'sal', 4)]),
		// Handed over by the CRM itself, whatever the score.
		...asking('b', 10, [of('b', 'mql', 12), of('b', 'sal', 13)]),
		...asking('c', 27, [of('c', 'sal', 30)]),
		...asking('d', 29),
		...asking('e', 36, [of('e', 'sal', 38), of('e', 'client', 45)]),
		// What it told in the second week was enough for the version of then; for that of today what it did before was.
		...asking('g', 2, [of('g', 'profile', 16, { attributes: { Authority: 'decides' } })]),
		of('f', 'created', 60)
	]);
	await saveDraft(db.pool, smallModel());
	await publishModel(db.pool, 'Small', 'The first one.');
	await saveDraft(db.pool, smallModel({ thresholds: { warm: 20, hot: 40, mql: 30 } }));
	await publishModel(db.pool, 'Small', 'Who asks for a demo is ready.');
	for (const [id, n] of [
		[1, -20],
		[2, 28]
	])
		await db.pool.query('UPDATE publications SET published_at = $2 WHERE id = $1', [id, day(n!)]);
	await bringUpToDate(db.pool, utcConfig);
});

it('takes each hand-over by the version that was live at the time', async () => {
	const found = await report(-1);
	expect(found).toMatchObject({
		publication: {
			reason: 'Who asks for a demo is ready.',
			model: { name: 'Small', version: 2 },
			until: null
		},
		before: { name: 'Small', version: 1 }
	});
	const { before, after, weeks, clientDays, acceptDays } = found.effect!;
	// Before: b as the CRM says, g by its score (a is older). Since: c when it was accepted, d and e by their score.
	expect(before).toMatchObject({ weeks: 3, handed: 2, accepted: { of: 2, count: 1 } });
	expect(after).toMatchObject({ handed: 3, accepted: { of: 3, count: 2 }, clients: { of: 3, count: 1 } });
	expect(weeks.map(({ week, handed }) => [week, handed])).toEqual([
		[-3, 1],
		[-2, 1],
		[-1, 0],
		[0, 2],
		[1, 1],
		[2, 0],
		[3, 0]
	]);
	expect([acceptDays, clientDays]).toEqual([14, 14]);
});

it('restricts to the leads of the filters, takes a horizon and names what it does not know', async () => {
	const meta = await report(-1, { values: { channel: ['Meta'] } });
	expect(meta.effect).toBeNull();
	expect((await report(1, { horizon: 7 })).effect).toMatchObject({ clientDays: 7, acceptDays: 7 });
	expect((await report(0)).effect).toBeNull();
});
