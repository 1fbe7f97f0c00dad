import { expect, test } from 'vitest';
import { heldSource } from './held-source.ts';
import { streamSource } from './read-bytes.ts';

async function* once() {
	await Promise.resolve();
	for (const text of ['a', 'b', 'c', 'd']) yield Buffer.from(text);
}

async function read(chunks: AsyncIterable<Buffer> | null, most = Infinity): Promise<string | null> {
	if (!chunks) return null;
	let text = '';
	for await (const chunk of chunks) {
		text += chunk.toString();
		if (text.length >= most) break;
	}
	return text;
}

test('what comes only once is read again from its beginning until it is released, and then once more', async () => {
	const source = heldSource(streamSource('x', once()));
	expect(await read(source.open(), 2)).toBe('ab');
	expect(await read(source.open(), 3)).toBe('abc');
	source.release();
	expect(await read(source.open())).toBe('abcd');
	expect(source.open()).toBeNull();
});

test('what was read to its end is still there', async () => {
	const source = heldSource(streamSource('x', once()));
	expect([await read(source.open()), await read(source.open())]).toEqual(['abcd', 'abcd']);
	source.release();
	expect([await read(source.open()), source.open()]).toEqual(['abcd', null]);
});

test('what was read by others is gone', () => {
	const stream = streamSource('x', once());
	stream.open();
	expect(heldSource(stream).open()).toBeNull();
});
