/** Guesses the encoding of text that is not UTF-8 from the letters that its bytes would be. */
import { isUtf8 } from 'node:buffer';

/** Letters that a language writes beside those of ASCII, and where they are bytes. */
const latin: [encoding: string, letters: string][] = [
	['windows-1252', 'äöüßéàèç'],
	['windows-1252', 'éèêëàâçîïôùûüœæ'],
	['windows-1252', 'áéíóúñüç'],
	['windows-1252', 'áâãàçéêíóôõú'],
	['windows-1252', 'àèéìòù'],
	['windows-1252', 'åäöæøéü'],
	['windows-1250', 'ąćęłńóśźżöüä'],
	['windows-1250', 'áäčďéěíľňóôřšťúůýžöü'],
	['windows-1250', 'áéíóöőúüű'],
	['windows-1250', 'čćđšžöü'],
	['windows-1250', 'ăâîşţ']
];
const westernLetters = latin
	.filter(([encoding]) => encoding === 'windows-1252')
	.map(([, letters]) => letters)
	.join('');
const cyrillic = ['windows-1251', 'ibm866', 'koi8-r'];
const frequent = /[оеаинтсрвлк]/giu;
const vowels = /[оеаи]/giu;
/** Signs that say nothing: quotation marks, dashes, spaces, currencies. */
const neutral = /[«»„“”‚‘’–—…•·\u00a0€£§©®°±№™]|(?<!\p{L})[¿¡]/gu;

/** Fewer letters show no rare encoding, and do not tell two apart that read them differently. */
const fewLetters = 20;

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
const foreign = /\P{ASCII}/gu;

/**
 * The name of the encoding of these lines, all of which have bytes above 127: `utf-8` also where most but not all
 * are UTF-8; null where the letters do not show it.
 */
export function guessEncoding(lines: Buffer): string | null {
	const all = splitLines(lines);
	if (all.filter((line) => isUtf8(line)).length * 2 >= all.length) return 'utf-8';
	return guessCyrillic(lines) ?? guessLatin(lines);
}

function splitLines(bytes: Buffer): Buffer[] {
	const lines: Buffer[] = [];
	for (let start = 0; start < bytes.length;) {
		const newline = bytes.indexOf(10, start);
		const end = newline < 0 ? bytes.length : newline;
		if (end > start) lines.push(bytes.subarray(start, end));
		start = end + 1;
	}
	return lines;
}

/** Words of Cyrillic letters only, the frequent ones frequent and capitals in front. */
function guessCyrillic(bytes: Buffer): string | null {
	let best: string | null = null;
	let bestScore = 0;
	for (const encoding of cyrillic) {
		const text = new TextDecoder(encoding).decode(bytes);
		const words = (text.match(/\p{L}{2,}/gu) ?? []).filter((word) => /^\p{Script=Cyrillic}+$/u.test(word));
		const whole = words.join(' ');
		const letters = count(whole, /\p{L}/gu);
		if (letters < (encoding === 'windows-1251' ? 1 : fewLetters)) continue;
		const lone = count(text, /(?<!\p{L})\p{Script=Cyrillic}(?!\p{L})/gu);
		const all = count(text, foreign) - count(text, neutral) - lone;
		const share = letters / all;
		const usual = count(whole, frequent) / letters;
		const open = count(whole, vowels) / letters;
		const flips = count(whole, /\p{Ll}\p{Lu}/gu) / letters;
		const score = share + usual - 2 * flips;
		if (share < 0.8 || open < 0.15) continue;
		if (usual >= 0.45 && flips <= 0.1 && score > bestScore) [best, bestScore] = [encoding, score];
	}
	return best;
}

/** Letters of one language among those of ASCII. */
function guessLatin(bytes: Buffer): string | null {
	const western = new TextDecoder('windows-1252').decode(bytes);
	const central = new TextDecoder('windows-1250').decode(bytes);
	const shares = { western: 0, central: 0 };
	for (const [encoding, letters] of latin) {
		if (encoding === 'windows-1252') shares.western = Math.max(shares.western, share(western, letters));
		else shares.central = Math.max(shares.central, share(central, letters));
	}
	// The names of several countries may stand in one file.
	if (shares.central < 0.9 && share(western, westernLetters) >= 0.97) shares.western = 1;
	if (shares.western >= 0.9 && shares.western >= shares.central) {
		const clear =
			shares.central < shares.western || western === central || count(western, foreign) >= fewLetters;
		return clear ? 'windows-1252' : null;
	}
	return shares.central >= 0.9 ? 'windows-1250' : null;
}

/** Which part of what is not ASCII are these letters, among as many of ASCII; 0 where those are fewer. */
function share(text: string, letters: string): number {
	const all = count(text, foreign) - count(text, neutral);
	if (all === 0) return 1;
	const known = new Set(letters + letters.toUpperCase());
	let fitting = 0;
	let length = 0;
	for (const word of text.match(/[\p{L}\p{M}\p{No}\p{S}¿¡]+/gu) ?? []) {
		if (count(word, foreign) === 0) continue;
		if (word.length > 1) length += word.length;
		for (const letter of word) if (known.has(letter)) fitting++;
	}
	return all * 2 > length + 2 ? 0 : fitting / all;
}
