/** A zip archive of named texts, stored as they are, in the order given. */
import { crc32 } from 'node:zlib';

export function zipOf(parts: Record<string, string | Buffer>): Buffer {
	const locals: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, content] of Object.entries(parts)) {
		const data = Buffer.from(content);
		const header = (signature: number, rest: number) => {
			const bytes = Buffer.alloc(rest);
			bytes.writeUInt32LE(signature, 0);
			return bytes;
		};
		const local = header(0x04034b50, 30);
		const central = header(0x02014b50, 46);
		for (const [bytes, at] of [
			[local, 4],
			[central, 6]
		] as const) {
			bytes.writeUInt16LE(20, at);
			bytes.writeUInt32LE(crc32(data), at + 10);
			bytes.writeUInt32LE(data.length, at + 14);
			bytes.writeUInt32LE(data.length, at + 18);
			bytes.writeUInt16LE(Buffer.byteLength(name), at + 22);
		}
		central.writeUInt32LE(offset, 42);
		locals.push(local, Buffer.from(name), data);
		directory.push(central, Buffer.from(name));
		offset += local.length + Buffer.byteLength(name) + data.length;
	}
	const central = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(Object.keys(parts).length, 8);
	end.writeUInt16LE(Object.keys(parts).length, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, central, end]);
}
