import { describe, expect, it } from 'vitest';
import {
	addDays,
	formatCost,
	formatCount,
	formatDate,
	formatDays,
	formatMoney,
	formatMonth,
	formatNumber,
	formatPercent,
	formatPercentRange,
	formatPoints,
	formatRange,
	formatTime,
	isoDay
} from './format.ts';

describe('numbers', () => {
	it('groups thousands', () => {
		expect(formatCount(21593)).toBe('21,593');
		expect(formatCount(0)).toBe('0');
		expect(formatNumber(3.14159)).toBe('3.1');
	});

	it('writes rates as percentages and keeps small ones apart from nothing', () => {
		expect(formatPercent(0.5420738)).toBe('54.2%');
		expect(formatPercent(1)).toBe('100%');
		expect(formatPercent(0.000423)).toBe('0.042%');
		expect(formatPercent(0)).toBe('0%');
		expect(formatPercent(-0.555)).toBe('−55.5%');
		expect(formatPercent(85.181)).toBe('8,518%');
	});

	it('writes ranges and differences', () => {
		expect(formatPercentRange([0.5354, 0.5487])).toBe('53.5–54.9%');
		expect(formatPercentRange([null, null])).toBe('–');
		expect(formatPoints(-0.0912)).toBe('−9.1');
		expect(formatPoints(0.02)).toBe('+2');
		expect(formatPoints(0.0001)).toBe('0');
	});

	it('writes money in its currency, cents only where they matter', () => {
		expect(formatMoney(6327301, 'EUR')).toBe('€6,327,301');
		expect(formatMoney(12.5, 'EUR')).toBe('€12.50');
		expect(formatMoney(0, 'USD')).toBe('$0');
	});

	it('writes what one of something costs as it is read', () => {
		expect(formatCost(334.0959, 'EUR')).toBe('€334');
		expect(formatCost(79.88, 'EUR')).toBe('€80');
		expect(formatCost(4.2, 'EUR')).toBe('€4.20');
		expect(formatCost(null, 'EUR')).toBe('–');
	});

	it('shows a dash for what is missing', () => {
		for (const format of [formatCount, formatNumber, formatPercent, formatPoints, formatDays, formatDate])
			expect(format(null)).toBe('–');
		expect(formatMoney(null, 'EUR')).toBe('–');
		expect(formatTime(undefined, 'UTC')).toBe('–');
	});
});

it('writes durations in the unit that fits', () => {
	expect(formatDays(0)).toBe('0');
	expect(formatDays(0.0001)).toBe('1 min');
	expect(formatDays(0.02)).toBe('29 min');
	expect(formatDays(0.1789)).toBe('4.3 h');
	expect(formatDays(2.25)).toBe('2.3 d');
	expect(formatDays(28.4)).toBe('28 d');
});

describe('dates', () => {
	it('uses the reporting zone for instants and leaves mere dates alone', () => {
		expect(formatDate('2026-03-31T23:30:00Z', 'Europe/Berlin')).toBe('1 Apr 2026');
		expect(formatDate('2026-03-31', 'America/New_York')).toBe('31 Mar 2026');
		expect(formatTime('2026-03-31T23:30:00Z', 'UTC')).toBe('31 Mar 2026, 23:30');
		expect(formatTime('2026-03-31', 'Asia/Tokyo')).toBe('31 Mar 2026');
		expect(isoDay('2026-03-31T23:30:00Z', 'Europe/Berlin')).toBe('2026-04-01');
		expect(formatMonth('2026-03-01')).toBe('Mar 2026');
		expect(formatMonth('2026-03')).toBe('Mar 2026');
	});

	it('counts days over month ends', () => {
		expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
		expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
	});

	it('names the last day of a range, not the first after it', () => {
		expect(formatRange('2026-01-01', '2026-04-01')).toBe('1 Jan – 31 Mar 2026');
		expect(formatRange('2025-12-01', '2026-02-01')).toBe('1 Dec 2025 – 31 Jan 2026');
		expect(formatRange('2026-01-05', '2026-01-06')).toBe('5 Jan 2026');
		expect(formatRange('2026-01-01', undefined)).toBe('1 Jan 2026 –');
		expect(formatRange(undefined, '2026-01-01')).toBe('– 31 Dec 2025');
		expect(formatRange(undefined, undefined)).toBeNull();
	});
});
