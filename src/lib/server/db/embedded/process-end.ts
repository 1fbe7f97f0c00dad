const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const tasks = new Set<() => void>();

/**
 * Runs `task` once when this process ends: at its normal end, on `process.exit`, on an uncaught error, and
 * on SIGINT, SIGTERM or SIGHUP. A signal that other code listens to is left to that code, which then ends the
 * process in its own way. Returns a function that takes the task back.
 */
export function atProcessEnd(task: () => void): () => void {
	if (tasks.size === 0) {
		process.on('exit', runTasks);
		for (const signal of signals) process.on(signal, onSignal);
	}
	tasks.add(task);
	return () => {
		tasks.delete(task);
		if (tasks.size === 0) stopListening();
	};
}

function onSignal(signal: NodeJS.Signals): void {
	if (process.listenerCount(signal) > 1) return;
	runTasks();
	// Without listeners the signal ends the process, with the exit status that the shell expects.
	process.kill(process.pid, signal);
}

function runTasks(): void {
	stopListening();
	for (const task of tasks) task();
	tasks.clear();
}

function stopListening(): void {
	process.off('exit', runTasks);
	for (const signal of signals) process.off(signal, onSignal);
}
