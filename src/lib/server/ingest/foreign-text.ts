/** Tells by the first bytes of a file what it is that is not plain text. */
const signatures: [bytes: string, kind: string][] = [
	['504b0506', 'is an empty zip archive'],
	[
		'd0cf11e0',
		'is an old Excel workbook (.xls) or one with a password: save it as .xlsx without a password, or as CSV UTF-8'
	],
	['25504446', 'is a PDF, not text: export the rows as CSV'],
	['89504e47', 'is a picture, not text'],
	['ffd8ff', 'is a picture, not text'],
	['50415231', 'is a Parquet file: export the rows as CSV'],
	['53514c69746520666f726d6174', 'is an SQLite database: export the rows as CSV'],
	['28b52ffd', 'is packed with zstd: unpack it, or pack it with gzip'],
	['425a68', 'is packed with bzip2: unpack it, or pack it with gzip'],
	['fd377a585a00', 'is packed with xz: unpack it, or pack it with gzip'],
	['377abcaf271c', 'is a 7z archive: unpack it'],
	['526172211a', 'is a RAR archive: unpack it']
];

/** The end of a sentence about the beginning of a file that is no text; null if it may be one. */
export function binaryKind(head: Buffer): string | null {
	const start = head.subarray(0, 16).toString('hex');
	for (const [bytes, kind] of signatures) if (start.startsWith(bytes)) return kind;
	const sample = head.subarray(0, 8192);
	let control = 0;
	for (const byte of sample) {
		if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control++;
	}
	if (control < 8) return null;
	return control > sample.length * 0.05
		? 'is a binary file, not text: export the rows as CSV or NDJSON'
		: null;
}

/** The encoding that a byte order mark names, or UTF-16 that shows by its zeros; null if there is nothing of the kind. */
export function markedEncoding(head: Buffer): string | null {
	if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	const sample = head.subarray(0, 8192);
	const zeros = [0, 0];
	for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]!++;
	const [even, odd] = zeros as [number, number];
	const pairs = sample.length / 2;
	if (Math.max(even, odd) < pairs * 0.1 || Math.min(even, odd) > pairs * 0.01) return null;
	const encoding = odd > even ? 'utf-16le' : 'utf-16be';
	const text = new TextDecoder(encoding).decode(sample.subarray(0, sample.length & ~1));
	return /[^\P{Cc}\t\r\n]|\uFFFD./u.test(text) ? null : encoding;
}

/** Length of the part of UTF-8 that does not end within a character. */
export function wholeCharacters(bytes: Buffer): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back]!;
		if (byte < 0x80) return bytes.length;
		if (byte < 0xc0) continue;
		const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
		return needed > back ? bytes.length - back : bytes.length;
	}
	return bytes.length;
}
