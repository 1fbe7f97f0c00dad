/** Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, the highest bit for "more follows". */

/** Grows as it is written to. */
export interface ByteWriter {
	byte(value: number): void;
	bytes(values: Uint8Array): void;
	/** A whole number from 0 to 2^53 − 1. */
	unsigned(value: number): void;
	/** A whole number between ± 2^52: the sign in the lowest bit. */
	signed(value: number): void;
	end(): Uint8Array;
}

export function byteWriter(capacity = 1 << 16): ByteWriter {
	let into = new Uint8Array(capacity);
	let size = 0;
	const room = (more: number) => {
		if (size + more <= into.length) return;
		const larger = new Uint8Array(Math.max(into.length * 2, size + more));
		larger.set(into);
		into = larger;
	};
	const unsigned = (value: number) => {
		room(8);
		while (value >= 0x10000000) {
			into[size++] = (value % 128) | 128;
			value = Math.floor(value / 128);
		}
		while (value >= 128) {
			into[size++] = (value & 127) | 128;
			value >>>= 7;
		}
		into[size++] = value;
	};
	return {
		byte: (value) => {
			room(1);
			into[size++] = value;
		},
		bytes: (values) => {
			room(values.length);
			into.set(values, size);
			size += values.length;
		},
		unsigned,
		signed: (value) => unsigned(value < 0 ? -value * 2 - 1 : value * 2),
		end: () => into.subarray(0, size)
	};
}

export interface ByteReader {
	/** How many bytes were read. */
	readonly at: number;
	byte(): number;
	bytes(count: number): Uint8Array;
	unsigned(): number;
	signed(): number;
}

/** Throws a RangeError that names the place where the bytes end too early or a number is too long. */
export function byteReader(from: Uint8Array): ByteReader {
	let at = 0;
	const ended = (wanted: number): never => {
		throw new RangeError(`it ends after ${from.length} bytes, where ${wanted} more should follow byte ${at}`);
	};
	const byte = () => (at < from.length ? from[at++]! : ended(1));
	const unsigned = () => {
		let one = byte();
		if (one < 128) return one;
		let value = one & 127;
		let factor = 128;
		do {
			one = byte();
			value += (one & 127) * factor;
			if (value > Number.MAX_SAFE_INTEGER)
				throw new RangeError(`the number that ends at byte ${at} is larger than any that was written`);
			factor *= 128;
		} while (one >= 128);
		return value;
	};
	return {
		get at() {
			return at;
		},
		byte,
		bytes: (count) => {
			if (at + count > from.length) ended(count);
			at += count;
			return from.subarray(at - count, at);
		},
		unsigned,
		signed: () => {
			const value = unsigned();
			return value % 2 ? -(value + 1) / 2 : value / 2;
		}
	};
}
