/** Long computations in between other work. */
import { setImmediate } from 'node:timers/promises';

/** How long a computation may hold up everything else, in ms. */
const TURN = 20;

/** Runs a computation that yields now and then; between its turns requests are answered. */
export async function giveWay<T>(steps: Generator<void, T>): Promise<T> {
	// What was done before it is a turn of its own.
	await setImmediate();
	let started = performance.now();
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
		if (performance.now() - started < TURN) continue;
		await setImmediate();
		started = performance.now();
	}
}

/** The same parts, with requests answered between them: parts that wait already would be taken without a break. */
export async function* inTurns<T>(parts: AsyncIterable<T>): AsyncGenerator<T> {
	let started = performance.now();
	for await (const part of parts) {
		yield part;
		if (performance.now() - started < TURN) continue;
		await setImmediate();
		started = performance.now();
	}
}
