/** The database failed in a way that is nobody's mistake. The message says what to do. */
export class DatabaseProblem extends Error {
	override name = 'DatabaseProblem';
}

const lost = /^(08|57P0)|^(ECONNRESET|ECONNREFUSED|EPIPE|ENOENT|ETIMEDOUT)$/;
const lostText =
	/Connection terminated|connection error and is not queryable|Client was closed|timeout exceeded when trying to connect|server closed the connection/i;

const sentences: Record<string, string> = {
	'53100': 'The disk of the database is full: make room on it',
	'53200': 'The database has no memory left: end other programs on its machine, or give it more',
	'53300': 'All connections of the database are in use: end other programs that use it',
	'58030': 'The disk of the database cannot be read or written: check it'
};

/** What an error of the database means to the person who waits for it; null where it is none of these. */
export function databaseProblem(error: unknown, then = 'Then try again.'): DatabaseProblem | null {
	if (!(error instanceof Error)) return null;
	if (error instanceof DatabaseProblem) return error;
	const code = 'code' in error ? String(error.code) : '';
	const known = sentences[code];
	if (known) return new DatabaseProblem(`${known} (${error.message}). ${then}`, { cause: error });
	if (!lost.test(code) && !lostText.test(error.message)) return null;
	return new DatabaseProblem(
		`The connection to the database was lost (${error.message}): see that it runs. ${then}`,
		{ cause: error }
	);
}
