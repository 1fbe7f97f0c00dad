/** The parts of an Excel workbook: its sheets, shared texts and formats. */
import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { FileProblem } from '../file-problem.ts';
import { builtInFormat, numberFormat, type NumberFormat } from './number-format.ts';
import { readXml, type XmlHandler } from './read-xml.ts';

export interface Sheet {
	name: string;
	hidden: boolean;
	entry: Entry;
}

export interface Workbook {
	sheets: Sheet[];
	from1904: boolean;
	/** Format of a cell by its style. */
	formats: (NumberFormat | null)[];
	texts: string[];
	open(entry: Entry): Promise<Readable>;
	close(): void;
}

/** Reads all but the sheets. Throws a FileProblem for a zip archive that is no workbook. */
export async function openWorkbook(path: string, name: string): Promise<Workbook> {
	const zip = await openPromise(path, { autoClose: false, lazyEntries: true });
	try {
		const parts = new Map<string, Entry>();
		for await (const entry of zip.eachEntry()) parts.set(entry.fileName.replace(/^\//, ''), entry);
		const main = parts.get('xl/workbook.xml') ?? (await mainPart(zip, parts));
		if (!main) throw new FileProblem(`${name} ${whatZip([...parts.keys()])}.`);
		const folder = main.fileName.replace(/^\//, '').replace(/[^/]*$/, '');
		const targets = await relations(zip, parts, main.fileName);
		const partOf = (target: string) =>
			parts.get(target.startsWith('/') ? target.slice(1) : `${folder}${target}`);

		const sheets: Sheet[] = [];
		let from1904 = false;
		await readPart(zip, main, {
			open: (tag, attributes) => {
				if (tag === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
				if (tag !== 'sheet') return;
				const { target, type } = targets.get(relationId(attributes)) ?? { target: '', type: '' };
				const entry = partOf(target);
				if (!entry || !type.endsWith('/worksheet')) return;
				const hidden = (attributes.state ?? 'visible') !== 'visible';
				sheets.push({ name: attributes.name ?? '', hidden, entry });
			}
		});
		const ofType = (type: string) =>
			[...targets.values()].filter((part) => part.type.endsWith(type)).map(({ target }) => partOf(target))[0];
		return {
			sheets,
			from1904,
			formats: await readFormats(zip, ofType('/styles')),
			texts: await readTexts(zip, ofType('/sharedStrings'), name),
			open: (entry) => zip.openReadStreamPromise(entry),
			close: () => zip.close()
		};
	} catch (error) {
		zip.close();
		throw error;
	}
}

async function readPart(zip: ZipFile, entry: Entry, handler: XmlHandler): Promise<void> {
	const pieces = readXml(await zip.openReadStreamPromise(entry), handler);
	while (!(await pieces.next()).done);
}

type Relations = Map<string, { target: string; type: string }>;

async function relations(zip: ZipFile, parts: Map<string, Entry>, of: string): Promise<Relations> {
	const found: Relations = new Map();
	const entry = parts.get(of.replace(/^\//, '').replace(/[^/]*$/, '_rels/$&.rels'));
	if (!entry) return found;
	await readPart(zip, entry, {
		open: (tag, { Id = '', Target = '', Type = '' }) => {
			if (tag === 'Relationship') found.set(Id, { target: Target, type: Type });
		}
	});
	return found;
}

const relationId = (attributes: Record<string, string>) =>
	Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';

/** Where the workbook is, if not in its usual place. */
async function mainPart(zip: ZipFile, parts: Map<string, Entry>): Promise<Entry | undefined> {
	const targets = await relations(zip, parts, '');
	const main = [...targets.values()].find(({ type }) => type.endsWith('/officeDocument'));
	return main && main.target.endsWith('.xml') && !/word|ppt/.test(main.target)
		? parts.get(main.target.replace(/^\//, ''))
		: undefined;
}

function whatZip(parts: string[]): string {
	if (parts.includes('xl/workbook.bin'))
		return 'is a binary Excel workbook (.xlsb): save it as .xlsx or CSV UTF-8';
	if (parts.includes('content.xml')) return 'is an OpenDocument file: save the sheet as .xlsx or CSV UTF-8';
	if (parts.includes('[Content_Types].xml'))
		return 'is an Office document without sheets: load a workbook or CSV';
	const files = parts.filter((part) => !part.endsWith('/'));
	const some = files.slice(0, 3).map((part) => `"${part}"`);
	const more = files.length > 3 ? ` and ${files.length - 3} more` : '';
	const holds = files.length > 0 ? `, of ${some.join(', ')}${more}` : '';
	return `is a zip archive${holds}: unpack it and load what is in it`;
}

async function readFormats(zip: ZipFile, entry: Entry | undefined): Promise<(NumberFormat | null)[]> {
	const own = new Map<number, NumberFormat | null>();
	const formats: (NumberFormat | null)[] = [];
	let inCells = false;
	if (!entry) return formats;
	await readPart(zip, entry, {
		open: (tag, { numFmtId = '0', formatCode = '' }) => {
			if (tag === 'numFmt') own.set(Number(numFmtId), numberFormat(formatCode));
			else if (tag === 'cellXfs') inCells = true;
			else if (tag === 'xf' && inCells) {
				const id = Number(numFmtId);
				formats.push(own.has(id) ? own.get(id)! : builtInFormat(id));
			}
		},
		close: (tag) => {
			if (tag === 'cellXfs') inCells = false;
		}
	});
	return formats;
}

/** Characters of all shared texts that are kept at most: they have to be at hand while the sheet is read. */
const mostCharacters = 200_000_000;

async function readTexts(zip: ZipFile, entry: Entry | undefined, name: string): Promise<string[]> {
	const texts: string[] = [];
	let size = 0;
	if (!entry) return texts;
	const collector = textCollector();
	await readPart(zip, entry, {
		open: (tag) => {
			if (tag === 'si') collector.start();
			else collector.open(tag);
		},
		text: collector.text,
		close: (tag) => {
			collector.close(tag);
			if (tag !== 'si') return;
			const text = collector.end();
			texts.push(text);
			size += text.length;
			if (size > mostCharacters)
				throw new FileProblem(
					`${name} has more than ${mostCharacters / 1e6} million characters of text: save the sheet as CSV UTF-8 and load that.`
				);
		}
	});
	return texts;
}

/** Gathers the runs of a rich text, without the reading aids of Japanese. */
export function textCollector() {
	let text = '';
	let within = false;
	let aid = false;
	return {
		start: () => {
			text = '';
		},
		open: (tag: string) => {
			if (tag === 't') within = true;
			else if (tag === 'rPh') aid = true;
		},
		text: (piece: string) => {
			if (within && !aid) text += piece;
		},
		close: (tag: string) => {
			if (tag === 't') within = false;
			else if (tag === 'rPh') aid = false;
		},
		end: () => unescaped(text)
	};
}

/** Characters that XML cannot hold stand as `_x000D_`. */
export const unescaped = (text: string) =>
	text.includes('_x')
		? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
		: text;
