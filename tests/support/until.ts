import { setTimeout } from 'node:timers/promises';

/** Asks again and again until it is so; the test's own timeout ends what never comes. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
	// A breath between two questions leaves the machine to who is waited for.
	while (!(await isSo())) await setTimeout(10);
}
