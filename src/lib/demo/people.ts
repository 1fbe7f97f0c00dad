/** Made-up people and companies. Addresses end in the reserved `.example`; mobile prefix 0154 is not in use. */
import type { Random } from './random.ts';

const firstNames =
	'Anna Lukas Marie Jonas Sophie Paul Lea Felix Emma Max Laura Tim Julia Jan Lisa Ben Hannah David Sarah Tobias Nina Moritz Clara Simon Katharina Fabian Johanna Florian Eva Stefan Claudia Markus Petra Andreas Sabine Thomas Monika Martin Susanne Michael Mehmet Ayşe Emre Zeynep Piotr Agnieszka Krzysztof Magda Tomáš Ivana Marko Ana Luca Giulia Marco Elena Pablo Lucía Ingrid Søren Freja Björn Élise Hugo Chloé Nikos Olena Andriy Mira Deniz'.split(
		' '
	);
const lastNames =
	'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Yılmaz Kaya Demir Çelik Kowalski Nowak Wójcik Kamińska Novák Svoboda Horvat Petrović Rossi Ferrari Romano García Moreno Jensen Larsen Andersson Dubois Moreau Papadopoulos Kovalenko Shevchenko Nagy Szabó'.split(
		' '
	);
const companyStarts =
	'Nordwind Alster Isar Rhein Spree Elbe Alpen Hansa Sonnen Adler Falken Linden Ahorn Kupfer Silber Granit Morgen Stern Brücken Hafen Wald Berg See Feld Markt Kontor Ost West Süd Meridian Aurora Delta Omega Vektor Kosmo Primus Nova Terra Aqua Lumen'.split(
		' '
	);
const companyEnds =
	'Logistik|Handel|Technik|Versand|Möbel|Reisen|Medien|Bau|Energie|Software|Mode|Sport|Optik|Verlag|Pharma|Lebensmittel|Werkzeuge|Fahrräder|Immobilien|Consulting|Telekom|Versicherungen'.split(
		'|'
	);
const legalForms = ['GmbH', 'GmbH', 'GmbH', 'AG', 'KG', 'GmbH & Co. KG', 'SE', 'e.K.'];

const special: Record<string, string> = {
	ä: 'ae',
	ö: 'oe',
	ü: 'ue',
	ß: 'ss',
	ø: 'o',
	ł: 'l',
	ı: 'i',
	ş: 's'
};
const latin = (text: string) =>
	text
		.toLowerCase()
		.replace(/[äöüßøłış]/g, (letter) => special[letter]!)
		.normalize('NFD')
		.replace(/[^a-z]/g, '');

const firstMail = firstNames.map(latin);
const lastMail = lastNames.map(latin);
const startMail = companyStarts.map(latin);
const endMail = companyEnds.map(latin);
const freeMail = ['postfach.example', 'mail.example', 'webpost.example', 'privat.example'];

/** The switchboard of one large company and the address of one reseller's office, which many leads name. */
export const switchboard = { phone: '+49 154 00000100', company: 'Hansa Werke AG' };
export const officeAddress = 'info@systemhaus-meridian.example';

export interface Person {
	name: string;
	company: string | undefined;
	/** As written in the source; undefined: not given. */
	email: string | undefined;
	phone: string | undefined;
	/** The e-mail and phone that identify this person and nobody else. */
	ownEmail: boolean;
	ownPhone: boolean;
	/** What is wrong with the e-mail or phone, if anything. */
	flaw: 'impossiblePhone' | 'emailWithoutAt' | null;
	/** Named the switchboard or the office address. */
	shares: 'phone' | 'email' | null;
}

/** How a source may write one phone number. */
export function writePhone(digits: string, style: number): string {
	if (style === 0) return `+49 154 ${digits}`;
	if (style === 1) return `+49154${digits}`;
	return `+49 (154) ${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** The eight digits of a person's own number: different for every index below 90 million. */
export const phoneDigits = (index: number) =>
	String(10_000_000 + ((index * 48_271 + 1_234_567) % 90_000_000));

/** The person behind lead `index`; no two share an e-mail or phone of their own. */
export function makePerson(
	index: number,
	hasEmail: boolean,
	hasPhone: boolean,
	works: boolean,
	random: Random
): Person {
	const first = random.below(firstNames.length);
	const last = random.below(lastNames.length);
	const start = random.below(companyStarts.length);
	const end = random.below(companyEnds.length);
	const atWork = works && random.chance(0.72);
	const domain = atWork ? `${startMail[start]}-${endMail[end]}.example` : random.pick(freeMail);
	const form = random.pick(legalForms);
	const style = random.below(3);
	return {
		name: `${firstNames[first]} ${lastNames[last]}`,
		company: atWork ? `${companyStarts[start]} ${companyEnds[end]} ${form}` : undefined,
		email: hasEmail ? `${firstMail[first]}.${lastMail[last]}${index + 1}@${domain}` : undefined,
		phone: hasPhone ? writePhone(phoneDigits(index), style) : undefined,
		ownEmail: hasEmail,
		ownPhone: hasPhone,
		flaw: null,
		shares: null
	};
}
