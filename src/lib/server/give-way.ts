/** Long computations in between other work. */
import { setImmediate } from 'node:timers/promises';

/** How long a computation may hold up everything else, in ms. */
const TURN = 20;

/** Runs a computation that yields now and then; between its turns requests are answered. */
export async function giveWay<T>(steps: Generator<void, T>): Promise<T> {
	let started = performance.now();
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
		if (performance.now() - started < TURN) continue;
		await setImmediate();
		started = performance.now();
	}
}
