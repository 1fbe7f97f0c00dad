/** XML as it streams by, in memory that does not grow with it. */
import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';

export interface XmlHandler {
	/** Names come without their prefix, attributes with theirs. */
	open?(name: string, attributes: Record<string, string>): void;
	text?(text: string): void;
	close?(name: string): void;
}

/** XML that cannot be read. */
export class BadXml extends Error {}

/** More between two tags is no cell: it is not waited for. In bytes. */
const longestPause = 8_000_000;

/** Calls the handler for all that is in the stream; gives the bytes so far after each piece. Throws BadXml. */
export async function* readXml(stream: Readable, handler: XmlHandler): AsyncGenerator<number> {
	const parser = new SaxesParser({ xmlns: false, position: false });
	let pause = 0;
	let bytes = 0;
	parser.on('opentag', ({ name, attributes }) => {
		pause = 0;
		handler.open?.(localName(name), attributes);
	});
	parser.on('text', (text) => handler.text?.(text));
	parser.on('cdata', (text) => handler.text?.(text));
	parser.on('closetag', ({ name }) => handler.close?.(localName(name)));
	parser.on('error', (error) => {
		throw new BadXml(error.message);
	});
	let decoder: TextDecoder | null = null;
	try {
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			decoder ??= new TextDecoder(chunk[0] === 0xff ? 'utf-16le' : chunk[0] === 0xfe ? 'utf-16be' : 'utf-8');
			pause += chunk.length;
			bytes += chunk.length;
			parser.write(decoder.decode(chunk, { stream: true }));
			if (pause > longestPause) throw new BadXml(`a text of more than ${longestPause} bytes`);
			yield bytes;
		}
		parser.close();
		yield bytes;
	} finally {
		stream.destroy();
	}
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);
