import { expect, it } from 'vitest';
import { csv, csvFile } from './csv.ts';

it('writes a header and rows', () => {
	expect(
		csv(
			['stage', 'reached', 'rate'],
			[
				['mql', 11705, 0.5420738],
				['client', 0, null]
			]
		)
	).toBe('stage,reached,rate\r\nmql,11705,0.5420738\r\nclient,0,\r\n');
});

it('quotes what would break a line or a cell', () => {
	expect(csv(['a'], [['x, y'], ['say "so"'], ['two\nlines'], [' padded'], ['a;b']])).toBe(
		'a\r\n"x, y"\r\n"say ""so"""\r\n"two\nlines"\r\n" padded"\r\n"a;b"\r\n'
	);
});

it('lets no text run as a formula', () => {
	expect(csv(['n'], [['=HYPERLINK("x")'], ['+49 30'], ['-1'], ['@cmd'], ['\tx'], [-1]])).toBe(
		`n\r\n"'=HYPERLINK(""x"")"\r\n'+49 30\r\n'-1\r\n'@cmd\r\n'\tx\r\n-1\r\n`
	);
});

it('leaves a phone number as a dialer needs it', () => {
	expect(csv(['phone'], [['+49301111111'], ['+1+2'], ['+49301111111 +49302222222'], ['+'], ['+1e9']])).toBe(
		`phone\r\n+49301111111\r\n'+1+2\r\n'+49301111111 +49302222222\r\n'+\r\n'+1e9\r\n`
	);
});

it('marks a file for Excel', async () => {
	const file = csvFile('leads.csv', 'a\r\n');
	expect(file.headers.get('content-disposition')).toBe('attachment; filename="leads.csv"');
	expect([...new Uint8Array(await file.arrayBuffer())].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
});
