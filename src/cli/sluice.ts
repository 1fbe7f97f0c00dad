/** The `sluice` command: reads its words, opens the database and hands over to the command's own file. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { readConfig, type Config } from '#lib/server/config.ts';
import { databaseProblem } from '#lib/server/db/database-problem.ts';
import { openDatabase, type Database } from '#lib/server/db/connect.ts';
import { endOrphans } from '#lib/server/ingest/load-state.ts';
import { migrateToLatest } from '#lib/server/db/migrate.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { progressBar } from './progress.ts';
import { UserError } from './user-error.ts';

/** What a command gets: its words, and the database when it has brought the schema and the lead rows up to date. */
export interface Call {
	words: string[];
	options: Record<string, string | boolean | undefined>;
	/** Parameters that are filters, as the report takes them. */
	params: URLSearchParams;
	config: Config;
	open(): Promise<Database>;
}

interface Command {
	usage: string;
	does: string;
	options: NonNullable<ParseArgsConfig['options']>;
	/** Other options than these are filters. */
	filters?: boolean;
	/** Its own file is read only when it is called: a command starts in a fraction of the time that all would take. */
	run(): Promise<(call: Call) => Promise<void>>;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** How files are to be read. */
const reading = { preset: text, mapping: text, source: text, dates: text, sheet: text, 'dry-run': flag };

const commands: Record<string, Command> = {
	demo: {
		usage: 'demo [--leads N] [--seed S] [--until DATE] [--port P]',
		does: 'generates a company, loads it and shows it',
		options: { leads: text, seed: text, until: text, port: text },
		run: async () => (await import('./demo.ts')).demo
	},
	serve: {
		usage: 'serve [--port P] [--host H]',
		does: 'runs the server',
		options: { port: text, host: text },
		run: async () => (await import('./serve.ts')).serve
	},
	migrate: {
		usage: 'migrate',
		does: 'brings the schema up to date',
		options: {},
		run: async () => (await import('./migrate.ts')).migrate
	},
	load: {
		usage: 'load FILE… [--preset P | --mapping M.json] [--source S] [--dates D[,D]] [--sheet N] [--dry-run]',
		does: 'loads events: CSV, TSV, JSON, NDJSON, XLSX, each also .gz',
		options: reading,
		run: async () => (await import('./load.ts')).load
	},
	costs: {
		usage: 'costs FILE… [the same options]',
		does: 'loads what channels cost by day: date, channel, campaign, amount, currency, clicks, impressions',
		options: reading,
		run: async () => (await import('./load.ts')).costs
	},
	loads: {
		usage: 'loads [remove ID | stop ID]',
		does: 'lists the loads; removes what only that load brought; stops one that runs',
		options: {},
		run: async () => (await import('./loads.ts')).loads
	},
	rates: {
		usage: 'rates [FILE] [--only USD,PLN] [--inverse] [--dates D[,D]]',
		does: 'takes exchange rates from a file (date, currency, rate; or a column for each currency), or lists them',
		options: { only: text, inverse: flag, dates: text },
		run: async () => (await import('./rates.ts')).rates
	},
	export: {
		usage: 'export [--out FILE]',
		does: 'writes everything as lines of JSON, which an empty installation loads; FILE may end in .gz',
		options: { out: text },
		run: async () => (await import('./export.ts')).exportAll
	},
	joins: {
		usage: 'joins [EMAIL|PHONE|ID] | joins undo|redo RECORD KEY',
		does: 'lists who was taken for one person; undoes that',
		options: {},
		run: async () => (await import('./joins.ts')).joins
	},
	rebuild: {
		usage: 'rebuild',
		does: 'replays everything',
		options: {},
		run: async () => (await import('./rebuild.ts')).rebuildAll
	},
	report: {
		usage:
			'report funnel|channels|lead-time|managers|scoring|quality [filters] [--format table|json|csv|xlsx] [--out FILE]',
		does: 'prints a report',
		options: { format: text, out: text },
		filters: true,
		run: async () => (await import('./report.ts')).report
	},
	model: {
		usage:
			'model list | export NAME[@V] | import FILE | publish NAME[@V] --reason TEXT | rollback [--reason TEXT] | diff A B | remove NAME@V',
		does: 'score models as JSON: which there are, which is live and why, and how two differ',
		options: { reason: text },
		run: async () => (await import('./model.ts')).model
	},
	token: {
		usage: 'token create NAME --scope S[,S] | list | revoke NAME',
		does: 'makes, lists and ends the tokens of the API (scopes: events, costs, hooks, models, read)',
		options: { scope: text },
		run: async () => (await import('./token.ts')).token
	}
};

function help(): string {
	const width = Math.max(...Object.values(commands).map((command) => command.usage.length));
	const lines = Object.values(commands).map(({ usage, does }) => `  ${usage.padEnd(width)}  ${does}`);
	return [
		'Usage: npm run --silent sluice -- COMMAND [--json]',
		'',
		...lines,
		'',
		'Filters: --from 2026-01-01 --to 2026-04-01 --by channel --manager "Anna Berg" … (see the README)'
	].join('\n');
}

/** Words and options of a command; filters may repeat. */
function readCall(command: Command, args: string[], name: string): Omit<Call, 'config' | 'open'> {
	const params = new URLSearchParams();
	const { values, positionals, tokens } = parseArgs({
		args,
		options: { ...command.options, json: flag },
		allowPositionals: true,
		strict: !command.filters,
		tokens: true
	});
	if (!command.filters) return { words: positionals, options: values as Call['options'], params };
	const words = [...positionals];
	for (const token of tokens) {
		if (token.kind !== 'option' || token.name === 'json' || token.name in command.options) continue;
		let { value } = token;
		if (value === undefined) {
			// A filter that is not declared: parseArgs takes its value for a word of its own.
			const next = tokens[tokens.indexOf(token) + 1];
			if (next?.kind !== 'positional') throw new UserError(`--${token.name} needs a value (sluice ${name}).`);
			value = next.value;
			words.splice(words.indexOf(value), 1);
		}
		params.append(token.name, value);
	}
	return { words, options: values as Call['options'], params };
}

async function main(argv: string[]): Promise<void> {
	const [name, ...args] = argv;
	if (name === undefined || name === 'help' || name === '--help') {
		console.log(help());
		return;
	}
	const command = commands[name];
	if (!command) throw new UserError(`There is no command "${name}".\n\n${help()}`);
	if (args.includes('--help')) {
		console.log(`${command.usage}\n  ${command.does}`);
		return;
	}
	const config = readConfig();
	const call = readCall(command, args, name);
	let opened: Database | undefined;
	const open = async () => {
		opened = await openDatabase(config, { notify: (line) => console.error(line) });
		await migrateToLatest(opened);
		await endOrphans(opened.pool);
		const bar = progressBar('Recalculating');
		await bringUpToDate(opened.pool, config, ({ leads, of }) => bar.show(leads, of));
		bar.end();
		return opened;
	};
	try {
		const run = await command.run();
		await run({ ...call, config, open });
	} finally {
		await opened?.close();
	}
}

/** Errors that a person can do something about are one sentence; others keep their trace for a bug report. */
function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const known = [
		...[
			'UserError',
			'ConfigError',
			'FileProblem',
			'LoadRefused',
			'SettingsProblem',
			'ModelProblem',
			'ModelFault'
		]
	].includes(error.name);
	const isUsage = 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
	if (known || isUsage) return error.message;
	return databaseProblem(error)?.message ?? error.stack ?? error.message;
}

try {
	await main(process.argv.slice(2));
} catch (error) {
	console.error(`sluice: ${explain(error)}`);
	process.exitCode = 1;
}
