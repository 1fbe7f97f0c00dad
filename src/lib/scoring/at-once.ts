/** Runs a computation that yields now and then to its end without a break. */
export function atOnce<T>(steps: Generator<void, T>): T {
	let step = steps.next();
	while (!step.done) step = steps.next();
	return step.value;
}
