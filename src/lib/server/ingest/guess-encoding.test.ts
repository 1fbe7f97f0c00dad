import { describe, expect, test } from 'vitest';
import { guessEncoding } from './guess-encoding.ts';

/** Text in a single-byte encoding. */
function encoded(text: string, encoding: string): Buffer {
	const decoder = new TextDecoder(encoding);
	const bytes = new Map(
		Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte])
	);
	return Buffer.from([...text].map((letter) => bytes.get(letter)!));
}

const russian =
	'Некачественный лид;Иванова Мария;Москва;№ 5\nОбращение с сайта;Пётр Щукин;Тюмень;«Ромашка»\n';
const polish = 'Łódź;Wójcik Małgorzata;Dąbrowa Górnicza\nGdańsk;Święch Józef;oferta wysłana\n';

describe('the encoding of', () => {
	test.each([
		['Russian', russian, 'windows-1251'],
		['Russian', russian.replace('№', 'N').replaceAll(/[«»]/g, '"'), 'koi8-r'],
		['Russian', russian.replaceAll(/[«»]/g, '"'), 'ibm866'],
		['Russian in capitals', 'СТАТУС;НЕ ЗАКРЫТА\n', 'windows-1251'],
		['one Russian word', 'Москва\n', 'windows-1251'],
		['Ukrainian', 'Київ;Олексій Шевченко;новий лід із сайту\n', 'windows-1251'],
		['Russian beside Latin words', 'Google / CPC;Яндекс;utm_source;Заявка с формы e-mail\n', 'windows-1251'],
		['German', 'München;Größe;Jürgen Müßig;Übergabe – „heiß“\n', 'windows-1252'],
		['one German word', 'M\u00fcnchen\n', 'windows-1252'],
		['French', "Thérèse Lefèvre;à l'étranger;Besançon;où être;Noël;cœur;déjà\n", 'windows-1252'],
		['Spanish', 'Muñoz;José;Málaga;¿Qué año?\n', 'windows-1252'],
		['Portuguese', 'informação;São Paulo;ação;não;coração\n', 'windows-1252'],
		['Swedish', 'Åsa Öberg;Malmö;Västerås\n', 'windows-1252'],
		['the names of several countries', 'Müller;Núñez;Lefèvre;Søren;São Tomé;Åsa\n', 'windows-1252'],
		['amounts', '3.500,00 €;1\u00a0250,50 €\n', 'windows-1252'],
		['Polish', polish, 'windows-1250'],
		['Czech', 'Dvořák;Žižkov;přijatá nabídka;Ústí\n', 'windows-1250']
	])('%s: %j in %s', (_, text, encoding) => {
		expect(guessEncoding(encoded(text, encoding))).toBe(encoding);
	});

	test('UTF-8 with a few damaged lines', () => {
		const lines = Buffer.concat([Buffer.from(russian), Buffer.from('M\xfcnchen\n', 'latin1')]);
		expect(guessEncoding(lines)).toBe('utf-8');
	});

	test.each([
		['Greek', 'Αθήνα;Παπαδόπουλος\n', 'windows-1253'],
		['Hebrew', 'תל אביב\n', 'windows-1255'],
		['Turkish', 'İstanbul;Çağrı Şahin;Beyoğlu\n', 'windows-1254'],
		['a few letters that two encodings read differently', 'Peña\n', 'windows-1252'],
		['Japanese', '\u00c5\u00c4\u0081\u00a9', 'latin1']
	])('%s is not known', (_, text, encoding) => {
		expect(guessEncoding(encoding === 'latin1' ? Buffer.from(text, 'latin1') : encoded(text, encoding))).toBe(
			null
		);
	});
});
