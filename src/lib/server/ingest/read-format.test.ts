import { expect, test } from 'vitest';
import { detectDelimiter, detectFormat } from './read-format.ts';

test.each([
	['a,b\n1,2\n', ','],
	['a;b\n1,5;2,5\n', ';'],
	['a\tb\n1,5\t2\n', '\t'],
	['a|b\n1|2\n', '|'],
	['"a;b;c",d\n"1;2",e\n', ','],
	['name,note\nx,"one; two; three"\ny,"four"\n', ','],
	['a;b;c\n1;2;"x, y, z, z, z"\n', ';'],
	['a\n1\n', ','],
	['sep=;\na,b;c\n', ';']
])('the delimiter of %j is %j', (head, expected) => expect(detectDelimiter(head)).toBe(expected));

test.each([
	['type,at\n', 'x.csv', true],
	['{"type":1}\n', 'x', false],
	['  [\n{"a":1}]', 'x', false],
	['[]', 'x', false],
	['{\n "a": 1\n}', 'x', false],
	['[Id],[Name]\n1,2\n', 'x.csv', true],
	['{x},y\n', 'x.csv', true],
	['oops', 'x.ndjson.gz', false]
])('%j in %s is a table: %s', (head, name, table) =>
	expect(detectFormat(head, name, 'auto').name === 'csv').toBe(table)
);
