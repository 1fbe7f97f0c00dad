/** What the demo company's channels cost: a CSV file by day, channel and campaign. */
import { DAY } from './clock.ts';
import { createRandom } from './random.ts';
import type { Channel, World } from './world.ts';

export const costsHeader = 'date,channel,campaign,amount,clicks,impressions';

export interface CostRow {
	day: number;
	channel: number;
	campaign: string;
	/** Hundredths of the currency. */
	minor: number;
	clicks: number | null;
	impressions: number | null;
}

/** Costs in order of time. They follow the leads that were to be expected, not those that came. */
export function* costRows(world: World): Iterable<CostRow> {
	const { calendar, channels, options } = world;
	const random = createRandom(`${options.seed}/costs`);
	for (let day = calendar.firstDay; day <= calendar.lastDay; day++) {
		for (let c = 0; c < channels.length; c++) {
			const channel = channels[c]!;
			if (channel.costPerLead === null || day < channel.startedDay) continue;
			const leads =
				channel.booked === 'daily' ? calendar.expected[day - calendar.firstDay]![c]! : ofMonth(world, c, day);
			if (leads === 0) continue;
			const running = channel.resolved.filter(({ startedDay }) => startedDay <= day);
			const shares = running.reduce((sum, { share }) => sum + share, 0);
			for (const { name, share } of running) {
				const part = (leads * share) / shares;
				const noise = random.around(1, channel.booked === 'daily' ? 0.16 : 0.05);
				const minor = Math.round(part * channel.costPerLead * noise * 100);
				const clicks = clicksOf(channel, part * random.around(1, 0.12));
				const impressions =
					clicks === null ? null : Math.round(clicks * channel.impressionsPerClick! * random.around(1, 0.1));
				if (minor > 0) yield { day, channel: c, campaign: name, minor, clicks, impressions };
			}
		}
	}
}

const clicksOf = (channel: Channel, leads: number) =>
	channel.clicksPerLead === undefined ? null : Math.round(leads * channel.clicksPerLead);

/** Expected leads of the month that begins on this day of the data; 0 on other days. */
function ofMonth({ calendar, channels }: World, c: number, day: number): number {
	const first = Math.max(calendar.firstDay, channels[c]!.startedDay);
	const date = new Date(day * DAY);
	if (day !== first && date.getUTCDate() !== 1) return 0;
	const end = Math.min(calendar.lastDay, Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / DAY);
	let sum = 0;
	for (let d = day; d <= end; d++) sum += calendar.expected[d - calendar.firstDay]![c]!;
	return sum;
}

export function costLine(
	world: World,
	{ day, channel, campaign, minor, clicks, impressions }: CostRow
): string {
	const amount = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
	return [
		world.clock.date(day * DAY),
		world.channels[channel]!.name,
		campaign,
		amount,
		clicks,
		impressions
	].join(',');
}
