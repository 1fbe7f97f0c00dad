import { expect, it } from 'vitest';
import { hitTableBuilder } from '#lib/scoring/hits.ts';
import { parseModel } from '#lib/scoring/model.ts';
import { structureModel, structureOf } from '#lib/scoring/structure.ts';
import type { WorkbenchOptions } from '#lib/scoring/workbench.ts';
import { answerer } from './answer.ts';
import type { FromWorker } from './protocol.ts';
import { NoTable, type readTable } from './read-table.ts';
import { scoreClient, type Carrier } from './score-client.ts';

const model = (points: number) =>
	parseModel({
		name: 'm',
		groups: [{ key: 'g', label: '', kind: 'engagement', cap: 100 }],
		rules: [{ key: 'r', label: '', group: 'g', points, when: { activity: 'a' } }],
		thresholds: { warm: 5, hot: 10, mql: 10 }
	});
const options: WorkbenchOptions = {
	horizonDays: 90,
	delayDays: 14,
	asOf: null,
	channels: null,
	timezone: 'UTC'
};

/** Two leads, the second of which did it. */
function table(): Awaited<ReturnType<typeof readTable>> {
	const structure = structureOf(model(1));
	const builder = hitTableBuilder(structureModel(structure));
	builder.add(0, []);
	builder.add(0, [{ event: { type: 'activity', activity: 'a', attributes: null }, ms: 5 }]);
	return {
		head: { key: 'k', dataVersion: 3, asOf: null },
		structure,
		facts: {
			createdAt: Float64Array.of(0, 0),
			decidedAfter: Float64Array.of(Infinity, 10),
			outcome: Uint8Array.of(0, 1),
			outcomeAfter: Float64Array.of(NaN, 10),
			accepted: Uint8Array.of(0, 1),
			channel: Uint16Array.of(0, 1),
			channels: ['a', null]
		},
		hits: builder.end(),
		knockOuts: { start: new Uint32Array(3), what: new Uint16Array(0), after: new Float64Array(0) }
	};
}

/** An answerer whose tasks run when they are told to. */
function worker(read: typeof readTable) {
	const said: FromWorker[] = [];
	const tasks: (() => void)[] = [];
	const take = answerer({ send: (message) => said.push(message), later: (task) => tasks.push(task), read });
	const run = () => tasks.splice(0).forEach((task) => task());
	return { take, said, run };
}
const set = (id: number, points: number) => ({
	type: 'set' as const,
	id,
	draft: model(points),
	live: null,
	options
});

it('reads the table, then computes the newest move alone', async () => {
	const { take, said, run } = worker(async (_url, progress) => {
		progress(1, 2);
		return table();
	});
	take(set(1, 1));
	take({ type: 'load', url: '/x' });
	await Promise.resolve();
	await Promise.resolve();
	take(set(2, 5));
	take(set(3, 10));
	run();
	expect(said.map((message) => [message.type, 'id' in message ? message.id : null])).toEqual([
		['progress', null],
		['loaded', null],
		['results', 3]
	]);
	expect(said[1]).toMatchObject({
		facts: { key: 'k', dataVersion: 3, leads: 2, hits: 1, channels: ['a', null] }
	});
	expect(said[2]).toMatchObject({
		results: { n: 2, clients: 1, draft: { gate: { threshold: 10, flagged: 1, clients: 1 } }, live: null }
	});
	take({ type: 'pick', id: 4, most: 50, what: { of: 'gate', model: 'draft', passes: true } });
	run();
	expect(said[3]).toEqual({
		type: 'picked',
		id: 4,
		picked: {
			total: 1,
			places: [1],
			scores: [{ score: 10, fit: 0, engagement: 10, class: 2, isClient: true }]
		}
	});
});

it('says why there is no table, and what is wrong with a move', async () => {
	const none = worker(() => Promise.reject(new NoTable(404, 'There is no score model yet.')));
	none.take({ type: 'load', url: '/x' });
	await new Promise(setImmediate);
	expect(none.said).toEqual([
		{ type: 'problem', id: null, message: 'There is no score model yet.', status: 404 }
	]);
	const other = worker(async () => table());
	other.take({ type: 'load', url: '/x' });
	await new Promise(setImmediate);
	other.take({ ...set(1, 1), draft: { ...model(1), disqualify: [{ activity: 'unknown' }] } });
	other.run();
	expect(other.said.at(-1)).toEqual({
		type: 'problem',
		id: 1,
		message: 'The hits tell nothing of the condition {"activity":"unknown"}.',
		status: null
	});
});

it('forgets a table that another one has replaced', async () => {
	const first = Promise.withResolvers<ReturnType<typeof table>>();
	const { take, said } = worker((url) => (url === '/1' ? first.promise : Promise.resolve(table())));
	take({ type: 'load', url: '/1' });
	take({ type: 'load', url: '/2' });
	await new Promise(setImmediate);
	first.resolve({ ...table(), head: { key: 'old', dataVersion: 1, asOf: null } });
	await new Promise(setImmediate);
	expect(said).toMatchObject([{ type: 'loaded', facts: { key: 'k' } }]);
});

it('sends one move at a time, and of those that come meanwhile the newest', async () => {
	const { take, said, run } = worker(async () => table());
	const sent: unknown[] = [];
	const carrier: Carrier = {
		postMessage: (message) => {
			sent.push([message.type, 'id' in message ? message.id : null]);
			take(message);
		},
		onmessage: null,
		onerror: null,
		terminate: () => {}
	};
	const deliver = () => {
		for (const data of said.splice(0)) carrier.onmessage!({ data } as MessageEvent<FromWorker>);
	};
	const flagged: number[] = [];
	const client = scoreClient(
		{
			progress: () => {},
			loaded: () => {},
			results: ({ draft }) => flagged.push(draft.gate.flagged),
			problem: () => {}
		},
		carrier
	);
	client.load('/x');
	await new Promise(setImmediate);
	client.set(model(1), null, options);
	client.set(model(2), null, options);
	client.set(model(10), null, options);
	run();
	deliver();
	run();
	deliver();
	expect(sent).toEqual([
		['load', null],
		['set', 1],
		['set', 3]
	]);
	expect(flagged).toEqual([0, 1]);
	const picked = client.pick({ of: 'gate', model: 'draft', passes: false }, 50);
	run();
	deliver();
	expect(await picked).toMatchObject({ total: 1, places: [0], scores: [{ isClient: false }] });
});
