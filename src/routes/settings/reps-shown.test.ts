import { expect, it } from 'vitest';
import { most, repsShown } from './reps-shown.ts';

const rep = (name: string, team: string | null = null, role: string | null = null) => ({
	...{ name, leads: 3, team, role }
});

it('shows what is set, and what the leads say where nothing is', () => {
	const { rows, teams } = repsShown(
		[rep('Anna', 'East', 'closer'), rep('Boris')],
		{ Anna: { team: 'North' } },
		''
	);
	expect(rows).toEqual([
		{ name: 'Anna', leads: 3, team: 'North', role: '', known: { team: 'East', role: 'closer' } },
		{ name: 'Boris', leads: 3, team: '', role: '', known: { team: null, role: null } }
	]);
	expect(teams).toEqual(['North']);
});

it('finds reps by a part of their name or team', () => {
	const known = [rep('Anna', 'East'), rep('Boris', 'West'), rep('constructor')];
	const names = (search: string) => repsShown(known, {}, search).rows.map(({ name }) => name);
	expect([names(' EAST'), names('or'), names('x')]).toEqual([['Anna'], ['Boris', 'constructor'], []]);
});

it('shows the first of many, and counts all', () => {
	const known = Array.from({ length: 1000 }, (_, i) => rep(`Rep ${String(i).padStart(4, '0')}`));
	const { rows, all, found } = repsShown(known, {}, '00');
	expect([rows.length, rows[0]!.name, all, found]).toEqual([most, 'Rep 0000', 1000, 109]);
});
