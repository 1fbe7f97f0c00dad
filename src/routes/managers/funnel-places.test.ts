import { describe, expect, it } from 'vitest';
import { managerRow, managersReport, schoolReps } from '../../../tests/support/managers-report.ts';
import { labelsOf, placesOf } from './funnel-places.ts';
import { funnelView } from './funnel-view.ts';

const box = { left: 40, right: 440, top: 10, bottom: 310 };
const limits = { low95: 0.05, high95: 0.2, low998: 0.03, high998: 0.24 };
const judged = schoolReps.map((row) => (row.verdict === 'few' ? row : { ...row, limits }));

describe('funnelView', () => {
	it('has a point a rep, and a range that narrows with what is expected', () => {
		const view = funnelView(managersReport([...judged, managerRow(null, { expected: null })]))!;
		expect(view.points).toHaveLength(5);
		expect(view.points.find(({ name }) => name === 'Diana Evans')).toMatchObject({
			made: 1,
			expected: 29,
			side: 'below',
			alarm: true,
			few: false
		});
		const [first, last] = [view.edges[12]!, view.edges.at(-1)!];
		expect(last.high95).toBeLessThan(first.high95);
		expect(last.low95).toBeGreaterThan(first.low95);
		expect(last.low998).toBeLessThan(last.low95);
		expect(view.top).toBeCloseTo((50 / 24.1) * 1.12);
	});

	it('is wider where reps differ among themselves', () => {
		const end = (spread: number) => funnelView(managersReport(judged, {}, { spread }))!.edges.at(-1)!.high95;
		expect(end(0.27)).toBeGreaterThan(end(0) + 0.2);
	});

	it('is there for the only one who is judged, and nothing where nobody is', () => {
		const onlyDiana = schoolReps.map((row) => ({
			...row,
			limits: row.key === 'Diana Evans' ? limits : null
		}));
		expect(funnelView(managersReport(onlyDiana))!.points).toHaveLength(5);
		expect(funnelView(managersReport(schoolReps.map((row) => ({ ...row, limits: null }))))).toBeNull();
	});
});

describe('placesOf', () => {
	it('stands within the box; who made more than the top at its edge', () => {
		const view = funnelView(managersReport(judged))!;
		const { x, y, xTicks, yTicks } = placesOf(view, box);
		expect(x(0)).toBe(40);
		expect(x(view.most * 1.04)).toBeCloseTo(440);
		expect(y(0)).toBe(310);
		expect(y(99)).toBe(10);
		expect(xTicks[0]).toBe(0);
		expect(xTicks.at(-1)).toBe(100);
		expect(yTicks).toEqual([0, 0.5, 1, 1.5, 2]);
	});
});

describe('labelsOf', () => {
	const width = (text: string) => text.length * 6;

	it('puts names beside their points, and none over another', () => {
		const points = [
			{ name: 'Ann Lee', x: 100, y: 100 },
			{ name: 'Bo Li', x: 104, y: 104 },
			{ name: 'Cy Wu', x: 436, y: 100 }
		];
		const [ann, bo, cy] = labelsOf(points, box, width);
		expect(ann).toEqual({ text: 'Ann Lee', x: 91, y: 104, anchor: 'end' });
		expect(bo).toMatchObject({ anchor: 'start' });
		expect(cy).toMatchObject({ anchor: 'end', x: 427 });
	});

	it('leaves out those without room', () => {
		const crowd = Array.from({ length: 30 }, (_, i) => ({ name: `Sales rep ${i}`, x: 200, y: 150 + i }));
		expect(labelsOf(crowd, box, width).length).toBeLessThan(12);
	});
});
