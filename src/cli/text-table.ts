const missing = '–';

/** A number as it is printed, such as 1,234.50 or -3.1 %. */
const isNumeric = (text: string) => /^-?[\d,]+(\.\d+)?( %)?$/.test(text);

/** A table for a terminal: numbers to the right, also written ones, texts to the left. */
export function textTable(head: string[], rows: (string | number | null)[][]): string {
	const cells = rows.map((row) =>
		row.map((value) =>
			value === null ? missing : typeof value === 'number' ? value.toLocaleString('en') : value
		)
	);
	const widths = head.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]!.length)));
	const right = head.map((_, i) => {
		const filled = cells.map((row) => row[i]!).filter((cell) => cell !== missing && cell !== '');
		return filled.length > 0 && filled.every(isNumeric);
	});
	const line = (values: string[]) =>
		values
			.map((value, i) => (right[i] ? value.padStart(widths[i]!) : value.padEnd(widths[i]!)))
			.join('  ')
			.trimEnd();
	return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...cells.map(line)].join('\n');
}
