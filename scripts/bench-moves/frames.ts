/** The frames that the workbench loses while a slider is dragged: the built page, in a browser. */
import { chromium } from '@playwright/test';
import { decodeHits, encodeHits } from '#lib/scoring/hit-codec.ts';
import type { HitTable } from '#lib/scoring/hits.ts';
import type { StructureHits } from '#lib/scoring/structure.ts';
import { findBrowser } from '../find-browser.ts';

export interface Frames {
	leads: number;
	/** Frames that came more than 25 ms after the one before, and all. */
	lost: number;
	all: number;
	/** The longest, ms. */
	longest: number;
	/** ms of the main thread's own work for each frame. */
	work: number;
}

/** Drags for so many ms. */
const DRAG = 3000;

/** Drags the first rule's points on the page of a running app, whose leads stand for `times` as many. */
export async function framesLost(url: string, times: number): Promise<Frames> {
	const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
	try {
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		let leads = 0;
		await page.route('**/scoring/hits*', async (route) => {
			const response = await fetch(new URL(route.request().url()));
			const { head, ...table } = decodeHits(new Uint8Array(await response.arrayBuffer()));
			const many = repeated(table, times);
			leads = many.facts.createdAt.length;
			await route.fulfill({
				body: Buffer.from(encodeHits(many, head)),
				contentType: 'application/octet-stream'
			});
		});
		await page.goto(`${url}/scoring`);
		await page.locator('header [role=status]').waitFor({ state: 'detached', timeout: 120_000 });
		const slider = page.getByRole('slider', { name: /: points, slider$/ }).first();
		const box = (await slider.boundingBox())!;
		const y = box.y + box.height / 2;
		const at = (share: number) => box.x + box.width * (0.5 + 0.35 * Math.sin(share * 6 * Math.PI));
		const devtools = await page.context().newCDPSession(page);
		await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
		const worked = async () =>
			(await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!
				.value * 1000;
		await page.mouse.move(at(0), y);
		await page.mouse.down();
		const before = await worked();
		const gaps = page.evaluate(`new Promise((done) => {
			const gaps = [];
			let before = 0, first = 0;
			const frame = (now) => {
				if (first) gaps.push(now - before);
				else first = now;
				before = now;
				if (now - first < ${DRAG}) requestAnimationFrame(frame);
				else done(gaps);
			};
			requestAnimationFrame(frame);
		})`) as Promise<number[]>;
		const started = performance.now();
		for (let now = 0; now < DRAG; now = performance.now() - started) await page.mouse.move(at(now / DRAG), y);
		const all = await gaps;
		const work = (await worked()) - before;
		await page.mouse.up();
		return {
			...{ leads, all: all.length, lost: all.filter((gap) => gap > 25).length },
			...{ longest: Math.max(...all), work: work / all.length }
		};
	} finally {
		await browser.close();
	}
}

/** Every lead so many times, one after the other. */
function repeated({ structure, facts, hits, knockOuts }: StructureHits, times: number): StructureHits {
	const n = facts.createdAt.length;
	const each = <T extends Float64Array | Uint8Array | Uint16Array>(column: T): T => {
		const all = new (column.constructor as new (size: number) => T)(n * times);
		for (let i = 0; i < n; i++) all.fill(column[i]!, i * times, (i + 1) * times);
		return all;
	};
	const often = (hits: HitTable): HitTable => {
		const start = new Uint32Array(n * times + 1);
		const what = new Uint16Array(hits.what.length * times);
		const after = new Float64Array(what.length);
		for (let i = 0, lead = 0; i < n; i++) {
			const [from, end] = [hits.start[i]!, hits.start[i + 1]!];
			for (let k = 0; k < times; k++, lead++) {
				what.set(hits.what.subarray(from, end), start[lead]);
				after.set(hits.after.subarray(from, end), start[lead]);
				start[lead + 1] = start[lead]! + end - from;
			}
		}
		return { start, what, after };
	};
	return {
		structure,
		facts: {
			createdAt: each(facts.createdAt),
			decidedAfter: each(facts.decidedAfter),
			outcome: each(facts.outcome),
			outcomeAfter: each(facts.outcomeAfter),
			accepted: each(facts.accepted),
			channel: each(facts.channel),
			channels: facts.channels
		},
		hits: often(hits),
		knockOuts: often(knockOuts)
	};
}
