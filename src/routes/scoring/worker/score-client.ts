/** The page's side of the worker. */
import type { Known } from '#lib/scoring/judge-score.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import type { JudgedScore } from '#lib/scoring/report.ts';
import type { Comparison, Pick, Picked, WorkbenchOptions } from '#lib/scoring/workbench.ts';
import type { FromWorker, LoadedFacts, ToWorker } from './protocol.ts';

export interface ScoreClientEvents {
	progress(read: number, size: number | null): void;
	loaded(facts: LoadedFacts): void;
	/** Of a move that was computed: the newest, or one before it while it waits. */
	results(results: Comparison, milliseconds: number): void;
	/** `status` is that of the server's answer, null if it is not about one. */
	problem(message: string, status: number | null): void;
}

export interface ScoreClient {
	/** Reads the table of hits: /scoring/hits with the filters of the page. What was set is computed for it again. */
	load(url: string): void;
	/** While a move is being computed only the newest that follows is kept. */
	set(draft: ScoreModel, live: ScoreModel | null, options: WorkbenchOptions): void;
	/** Places of the leads behind a figure of the last results, the newest first. */
	pick(what: Pick, most: number): Promise<Picked>;
	/** How good the draft of the last results is. */
	judge(worth: Known['worth'], withAccepted: boolean): Promise<JudgedScore | null>;
	close(): void;
}

/** What carries messages: a Worker. */
export interface Carrier {
	postMessage(message: ToWorker): void;
	onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
	terminate(): void;
}

export const startWorker = (): Carrier =>
	new Worker(new URL('./score-worker.ts', import.meta.url), { type: 'module' });

export function scoreClient(events: ScoreClientEvents, worker: Carrier = startWorker()): ScoreClient {
	type Move = Extract<ToWorker, { type: 'set' }>;
	let ids = 0;
	/** The newest move, the one that is computed, and one that waits for it. */
	let newest: Move | null = null;
	let running: number | null = null;
	let next: Move | null = null;
	const asked = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();

	type Question = Extract<ToWorker, { type: 'pick' | 'judge' }>;
	const ask = <T>(make: (id: number) => Question): Promise<T> =>
		new Promise<T>((resolve, reject) => {
			const question = make(++ids);
			asked.set(question.id, { resolve: resolve as (answer: unknown) => void, reject });
			worker.postMessage(question);
		});
	const post = (move: Move) => {
		running = move.id;
		next = null;
		worker.postMessage(move);
	};
	const finished = (id: number) => {
		if (running !== id) return;
		running = null;
		if (next) post(next);
	};

	worker.onmessage = ({ data }) => {
		if (data.type === 'progress') events.progress(data.read, data.size);
		else if (data.type === 'loaded') events.loaded(data.facts);
		else if (data.type === 'picked' || data.type === 'judged') {
			asked.get(data.id)?.resolve(data.type === 'picked' ? data.picked : data.judged);
			asked.delete(data.id);
		} else if (data.type === 'results') {
			if (data.id === running) events.results(data.results, data.milliseconds);
			finished(data.id);
		} else {
			const question = data.id === null ? undefined : asked.get(data.id);
			if (question) {
				asked.delete(data.id!);
				question.reject(new Error(data.message));
				return;
			}
			events.problem(data.message, data.status);
			if (data.id !== null) finished(data.id);
		}
	};
	worker.onerror = (event) => events.problem(event.message, null);

	return {
		load(url) {
			worker.postMessage({ type: 'load', url });
			// What was set for the table before is asked for again: it may not have been computed.
			if (newest) post({ ...newest, id: (newest.id = ++ids) });
		},
		set(draft, live, options) {
			newest = { type: 'set', id: ++ids, draft, live, options };
			if (running === null) post(newest);
			else next = newest;
		},
		pick: (what, most) => ask((id) => ({ type: 'pick', id, what, most })),
		judge: (worth, withAccepted) => ask((id) => ({ type: 'judge', id, worth, withAccepted })),
		close() {
			worker.terminate();
			for (const { reject } of asked.values()) reject(new Error('The workbench was closed.'));
			asked.clear();
		}
	};
}
