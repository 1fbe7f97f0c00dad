/** Module worker of the workbench: scores are computed here, so that the page stays at its frames. */
import { answerer } from './answer.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

const own = self as unknown as {
	postMessage(message: FromWorker): void;
	onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

const take = answerer({
	send: (message) => own.postMessage(message),
	later: (task) => setTimeout(task)
});

own.onmessage = ({ data }) => take(data);
