import { expect, it } from 'vitest';
import type { ChangePart } from '#lib/channels/change-sentence.ts';
import { changeTexts } from './change-text.ts';

const texts = (parts: ChangePart[]) => changeTexts(parts, { by: ['channel'], compare: 'previous' });

it('says what the fall is made of', () => {
	expect(
		texts([
			{ kind: 'clients', before: 118, after: 94, byLeads: -15, byConversion: -9 },
			{ kind: 'conversion', before: 0.0433, after: 0.0361, tenths: -7, sure: 'clear' },
			{ kind: 'mix', tenths: -4 },
			{ kind: 'rate', key: 'Facebook', tenths: -4, sure: 'clear' },
			{ kind: 'rate', key: 'Organic', tenths: 2, sure: 'chance' },
			{ kind: 'others', tenths: -1 }
		])
	).toEqual([
		'94 clients, 24 fewer than in the period before (118): −15 by the number of leads, −9 by how many of them became clients.',
		'3.6% of the leads became clients, 4.3% before: −0.7 points, not chance, because weaker leads came (−0.4), leads of Facebook convert worse (−0.4, not chance), leads of Organic convert better (+0.2, could be chance), all others together convert worse (−0.1).'
	]);
});

it('says so where nothing changed, or its parts cancel out', () => {
	expect(
		texts([
			{ kind: 'clients', before: 94, after: 94, byLeads: 0, byConversion: 0 },
			{ kind: 'conversion', before: 0.036, after: 0.036, tenths: 0, sure: 'chance' }
		])
	).toEqual(['94 clients, as many as in the period before.', '3.6% of the leads became clients, as before.']);
	expect(
		texts([
			{ kind: 'clients', before: 60, after: 61, byLeads: 0, byConversion: 1 },
			{ kind: 'conversion', before: 0.06, after: 0.06, tenths: 0, sure: 'chance' },
			{ kind: 'mix', tenths: -12 },
			{ kind: 'rate', key: 'a', tenths: 12, sure: 'chance' }
		])
	).toEqual([
		'61 clients, 1 more than in the period before (60): 0 by the number of leads, +1 by how many of them became clients.',
		'6% of the leads became clients, as before, although weaker leads came (−1.2), leads of a convert better (+1.2, could be chance).'
	]);
});

it('warns of leads that have had less time', () => {
	expect(texts([{ kind: 'conversion', before: 0.09, after: 0.04, tenths: -50, sure: 'young' }])).toEqual([
		'4% of the leads became clients, 9% before: −5 points, too early to tell: its leads have had less time.'
	]);
});

it('has nothing to compare without leads', () => {
	expect(texts([{ kind: 'noLeads', when: 'before' }])).toEqual([
		'No leads came in the period before: there is nothing to compare with.'
	]);
	expect(texts([{ kind: 'noLeads', when: 'after' }])).toEqual([
		'No leads have come in these dates, so there is nothing to compare.'
	]);
});
