/** Guesses what a file is that is not UTF-8 text, so that the message can say what to do. */
import { isUtf8 } from 'node:buffer';

const signatures: [bytes: string, kind: string][] = [
	['504b0304', 'is an Excel workbook or a zip archive, not text: save the sheet as CSV UTF-8, or unpack it'],
	['d0cf11e0', 'is an old Excel workbook, not text: save the sheet as CSV UTF-8'],
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
	let nul = 0;
	for (const byte of sample) {
		if (byte === 0) nul++;
		if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control++;
	}
	if (control < 8) return null;
	if (nul > sample.length * 0.3 && nul === control) {
		return 'looks like UTF-16 text: save it as UTF-8, or name its encoding ("utf-16le") in the format of a mapping';
	}
	return control > sample.length * 0.05
		? 'is a binary file, not text: export the rows as CSV or NDJSON'
		: null;
}

/**
 * The end of a sentence about a file whose beginning is in another encoding throughout; null if it is UTF-8,
 * or UTF-8 but for a few damaged lines, which are quarantined one by one.
 */
export function describeForeignText(head: Buffer): string | null {
	const end = head.lastIndexOf(10) + 1;
	const sample = head.subarray(0, end || wholeCharacters(head));
	if (isUtf8(sample)) return null;
	let lines = 0;
	let foreign = 0;
	let utf8 = 0;
	let first = 0;
	for (let start = 0; start < sample.length; lines++) {
		const newline = sample.indexOf(10, start);
		const line = sample.subarray(start, newline < 0 ? sample.length : newline);
		start += line.length + 1;
		if (!line.some((byte) => byte > 127)) continue;
		if (isUtf8(line)) utf8++;
		else if (foreign++ === 0) first = lines + 1;
	}
	if (foreign === 0 || (first > 1 && (foreign <= utf8 || foreign * 10 < lines))) return null;
	const [encoding, words] = guessEncoding(sample);
	return `, line ${first}, is not UTF-8 and looks like ${words}: save the file as UTF-8, or write "encoding": "${encoding}" into the format of a mapping.`;
}

/** Letters of Cyrillic words stand beside each other above 127; the accents of Latin ones stand alone. */
function guessEncoding(bytes: Buffer): [label: string, words: string] {
	let high = 0;
	let beside = 0;
	let dos = 0;
	let previous = 0;
	for (const byte of bytes) {
		if (byte > 127) {
			high++;
			if (previous > 127) beside++;
			if (byte < 0xb0 && byte !== 0xa8) dos++;
		}
		previous = byte;
	}
	if (beside < high * 0.4) return ['windows-1252', 'Windows-1252 (Western European) or a relative of it'];
	return dos > high * 0.5 ? ['ibm866', 'DOS Cyrillic (CP866)'] : ['windows-1251', 'Windows-1251 (Cyrillic)'];
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
