import type { DateQuestion } from '#lib/events/column-dates.ts';

/** A file of which nothing, or nothing more, can be read. The message is one sentence for the user. */
export class FileProblem extends Error {
	override name = 'FileProblem';
}

/** A column of dates of which nothing shows whether the day or the month comes first: the user has to say it. */
export class AmbiguousDates extends FileProblem {
	column: string;
	/** One of the dates, and what it may mean. */
	value: string;
	readings: DateQuestion['readings'];

	constructor(file: string, { column, value, readings }: DateQuestion) {
		const meanings = readings.map(({ pattern, iso }) => `${iso.slice(0, 10)} (${pattern})`).join(' or ');
		const flags = readings.map(
			({ pattern }) => `--dates ${pattern.includes(' ') ? `"${pattern}"` : pattern}`
		);
		super(
			`${file}: the column "${column}" has dates such as "${value}", which may mean ${meanings}, and its rows do not show which. Say it with ${flags.join(' or ')}, or in format.dates of the mapping.`
		);
		this.column = column;
		this.value = value;
		this.readings = readings;
	}
}
