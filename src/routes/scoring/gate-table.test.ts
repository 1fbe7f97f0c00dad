import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import GateTable from './GateTable.svelte';

test('without clients there is no share of them', () => {
	const stops = [{ threshold: 20, flagged: 3, clients: 0 }];
	const { body } = render(GateTable, { props: { n: 9, clients: 0, stops, threshold: 20, csv: '/x.csv' } });
	const cells = [...body.matchAll(/<td.*?>(.*?)<\/td>/gs)].map(([, cell]) =>
		cell!
			.replace(/<[^>]*>/g, ' ')
			.replace(/\s+/g, ' ')
			.trim()
	);
	expect(cells).toEqual(['3', '33.3%', '0', '0% 0–56.1%', '– –', '0']);
});
