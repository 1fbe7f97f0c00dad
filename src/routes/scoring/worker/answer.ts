/** What the worker does with its messages, whoever carries them. */
import type { HitsHead } from '#lib/scoring/hit-codec.ts';
import type { StructureHits } from '#lib/scoring/structure.ts';
import { workbench, type Workbench } from '#lib/scoring/workbench.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { NoTable, readTable } from './read-table.ts';

type Set = Extract<ToWorker, { type: 'set' }>;
type Question = Extract<ToWorker, { type: 'pick' | 'judge' }>;

export interface Surroundings {
	send(message: FromWorker): void;
	/** Runs a task after the messages that have arrived. */
	later(task: () => void): void;
	read?: typeof readTable;
}

/** Takes messages. While one waits for its turn, or for the table, a newer `set` replaces it. */
export function answerer({ send, later, read = readTable }: Surroundings): (message: ToWorker) => void {
	let bench: Workbench | null = null;
	let waiting: Set | null = null;
	let questions: Question[] = [];
	let isPlanned = false;
	let loads = 0;

	const problem = (id: number | null, error: unknown) =>
		send({
			type: 'problem',
			id,
			message: error instanceof Error ? error.message : String(error),
			status: error instanceof NoTable ? error.status : null
		});

	const run = () => {
		isPlanned = false;
		if (!bench) return;
		const set = waiting;
		waiting = null;
		if (set) {
			try {
				const started = performance.now();
				const results = bench.compare(set.draft, set.live, set.options);
				send({ type: 'results', id: set.id, results, milliseconds: performance.now() - started });
			} catch (error) {
				problem(set.id, error);
			}
		}
		const asked = questions;
		questions = [];
		for (const question of asked) {
			try {
				send(answerOf(bench, question));
			} catch (error) {
				problem(question.id, error);
			}
		}
	};
	const plan = () => {
		if (isPlanned || !bench) return;
		isPlanned = true;
		later(run);
	};

	const load = async (url: string) => {
		const mine = ++loads;
		bench = null;
		try {
			const { head, ...table }: StructureHits & { head: HitsHead } = await read(url, (done, size) => {
				if (mine === loads) send({ type: 'progress', read: done, size });
			});
			// Another table was asked for meanwhile.
			if (mine !== loads) return;
			bench = workbench(table);
			const { facts, hits, structure } = table;
			send({
				type: 'loaded',
				facts: {
					...head,
					leads: facts.createdAt.length,
					hits: hits.what.length,
					channels: facts.channels,
					structure
				}
			});
			plan();
		} catch (error) {
			if (mine === loads) problem(null, error);
		}
	};

	return (message) => {
		if (message.type === 'load') void load(message.url);
		else if (message.type === 'set') waiting = message;
		else questions.push(message);
		plan();
	};
}

const answerOf = (bench: Workbench, question: Question): FromWorker =>
	question.type === 'pick'
		? { type: 'picked', id: question.id, picked: bench.pick(question.what, question.most) }
		: { type: 'judged', id: question.id, judged: bench.judge(question.worth, question.withAccepted) };
