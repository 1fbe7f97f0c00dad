import { describe, expect, it } from 'vitest';
import { createAssignments } from './assignments.ts';

/** `Anna 1–3 (0)`: had it from 1 to 3, from stage 0 on; `Anna > Boris …`: it came from Anna. */
function spells(tell: (lead: ReturnType<typeof createAssignments>) => void) {
	const lead = createAssignments();
	tell(lead);
	return lead.list.map(
		({ manager, since, until, stage, previous, next }) =>
			`${previous ? `${previous} > ` : ''}${manager} ${since}–${until ?? ''} (${stage})${next ? ` > ${next}` : ''}`
	);
}

describe('a lead', () => {
	it('that nobody had has none', () => {
		expect(spells((lead) => lead.end(5))).toEqual([]);
	});

	it('stays with its manager however often they are named', () => {
		expect(
			spells((lead) => {
				lead.has('Anna', 1, 0, false);
				lead.has('Anna', 2, 4, false);
			})
		).toEqual(['Anna 1– (0)']);
	});

	it('goes from one to the next', () => {
		expect(
			spells((lead) => {
				lead.has('Anna', 1, 0, false);
				lead.has('Boris', 2, 3, false);
				lead.has('Anna', 4, 4, false);
				lead.end(6);
			})
		).toEqual(['Anna 1–2 (0) > Boris', 'Anna > Boris 2–4 (3) > Anna', 'Boris > Anna 4–6 (4)']);
	});

	it('that is opened again comes to the same or to another one', () => {
		expect(
			spells((lead) => {
				lead.has('Anna', 1, 0, false);
				lead.end(2);
				lead.has('Anna', 5, 4, false);
				lead.end(6);
				lead.has('Boris', 8, 4, false);
			})
		).toEqual(['Anna 1–2 (0) > Anna', 'Anna > Anna 5–6 (4) > Boris', 'Anna > Boris 8– (4)']);
	});

	it('that is closed already was with who is named then for no time', () => {
		expect(
			spells((lead) => {
				lead.has('Anna', 1, 0, false);
				lead.end(2);
				lead.has('Anna', 2, 0, true);
				lead.has('Boris', 3, 0, true);
				lead.end(9);
			})
		).toEqual(['Anna 1–2 (0) > Boris', 'Anna > Boris 3–3 (0)']);
	});
});
