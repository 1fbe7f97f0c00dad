/** A table for a terminal: numbers to the right, texts to the left. */
export function textTable(head: string[], rows: (string | number | null)[][]): string {
	const cells = rows.map((row) =>
		row.map((value) =>
			value === null ? '–' : typeof value === 'number' ? value.toLocaleString('en') : value
		)
	);
	const widths = head.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]!.length)));
	const right = head.map((_, i) => rows.some((row) => typeof row[i] === 'number'));
	const line = (values: string[]) =>
		values
			.map((value, i) => (right[i] ? value.padStart(widths[i]!) : value.padEnd(widths[i]!)))
			.join('  ')
			.trimEnd();
	return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...cells.map(line)].join('\n');
}
