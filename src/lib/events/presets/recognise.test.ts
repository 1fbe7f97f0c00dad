import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EventsMapping } from '../mapping-schema.ts';
import { fitMapping } from './fit-mapping.ts';
import { findPreset, presets } from './presets.ts';
import { dateColumns, fitPreset, recognise } from './recognise.ts';

const names = (header: string[]) => recognise(header).map(({ name }) => name);

describe('recognise', () => {
	const bitrix = ['ID', 'Название лида', 'Стадия', 'Дата создания'];
	const amo = ['ID', 'Название сделки', 'Этап сделки', 'Дата создания'];

	test('does not mind case, space and marks', () => {
		expect(names(['\uFEFFid', ' НАЗВАНИЕ  ЛИДА ', 'статус'])).toEqual(['bitrix24-leads']);
		expect(names(['id', 'название сделки', 'Статус сделки ', 'бюджет '])).toEqual(['amocrm-deals']);
	});

	test('gives nothing for a header that fits none, and all that fit', () => {
		expect(names(['Id', 'Date'])).toEqual([]);
		expect(names([])).toEqual([]);
		expect(names([...bitrix, ...amo])).toEqual(['bitrix24-leads', 'amocrm-deals']);
		expect(names(['created', 'mql', 'lead', 'date', 'channel', 'spend'])).toEqual(['wide', 'costs']);
	});

	test('takes rows that are events for that, whatever else they hold, if they are spelled so', () => {
		expect(names(['type', 'at', 'lead', 'source', ...bitrix])).toEqual(['events']);
		expect(names(['type', 'at', 'phone'])).toEqual(['events']);
		expect(names(['Type', 'At', 'Lead'])).toEqual([]);
		expect(names(['type', 'at'])).toEqual([]);
	});

	test('takes a file of a system for no general form', () => {
		expect(names(['Record ID', 'Deal Name', 'Deal Stage', 'Date', 'Channel', 'Amount'])).toEqual([
			'hubspot-deals'
		]);
	});

	test('takes no preset for another: each alone with all columns that it knows', () => {
		for (const { name, mapping, signature } of presets) {
			const header = signature.flat();
			const all = (column: string) => {
				header.push(column);
				return column;
			};
			if (mapping) fitMapping(mapping, all);
			expect([name, names(header)]).toEqual([name, [name]]);
		}
	});
});

describe('fitPreset', () => {
	const fitted = (name: string, header: string[], complete = true) =>
		fitPreset(findPreset(name)!, header, complete) as EventsMapping | null;

	test('spells columns as the header does and leaves out what it lacks', () => {
		expect(
			fitted('amocrm-deals', [
				'id',
				'Название сделки',
				'ЭТАП СДЕЛКИ',
				'Дата создания',
				'Бюджет, ₽',
				'Рабочий телефон (контакт)',
				'Другой телефон'
			])
		).toEqual({
			name: 'amocrm-deals',
			kind: 'events',
			source: 'amocrm',
			format: { dates: ['dd.MM.yyyy HH:mm:ss', 'dd.MM.yyyy HH:mm', 'dd.MM.yyyy'] },
			missing: ['', 'не закрыта'],
			row: 'id',
			lead: {
				id: 'id',
				phone: ['Рабочий телефон (контакт)', 'Другой телефон'],
				status: 'ЭТАП СДЕЛКИ'
			},
			attributes: '*',
			events: [
				{ type: 'created', at: 'Дата создания' },
				{
					type: 'client',
					at: 'Дата создания',
					approximate: true,
					amount: 'Бюджет, ₽',
					if: { 'ЭТАП СДЕЛКИ': ['Успешно реализовано'] }
				},
				{
					type: 'refused',
					at: 'Дата создания',
					approximate: true,
					if: { 'ЭТАП СДЕЛКИ': ['Закрыто и не реализовано'] }
				}
			]
		});
	});

	test('gives nothing where no date or no key is left, and for events', () => {
		const bitrix = ['ID', 'Название лида', 'Стадия'];
		expect(fitted('bitrix24-leads', bitrix)).toBeNull();
		expect(dateColumns(findPreset('bitrix24-leads')!)).toEqual(['Дата создания', 'Дата закрытия']);
		expect(fitted('bitrix24-leads', ['Дата создания', 'Стадия'])).toBeNull();
		expect(fitted('costs', ['date', 'campaign', 'cost'])).toBeNull();
		expect(fitted('events', ['type', 'at', 'lead'])).toBeNull();
	});

	test('keeps what keys of other rows may give', () => {
		const mapping = fitted('carrotquest-events', ['id', 'created', 'type', 'user', 'props'], false);
		expect(mapping).toEqual(findPreset('carrotquest-events')!.mapping);
		expect(fitted('ringostat-calls', ['calldate', 'caller', 'disposition'])?.lead).toEqual({
			phone: 'caller'
		});
	});
});

describe('fitMapping', () => {
	const find = (name: string) => (/^[a-z]$/.test(name) ? name.toUpperCase() : undefined);
	const rule = (changes: object) => {
		const mapping = {
			name: 'm',
			kind: 'events',
			lead: { id: 'i' },
			events: [
				{ type: 'created', at: 'd' },
				{ type: 'mql', at: 'd', ...changes }
			]
		} as EventsMapping;
		return (fitMapping(mapping, find) as EventsMapping).events[1];
	};
	const mql = { type: 'mql', at: 'D' };

	test.each([
		['a text', { channel: 'gone' }, mql],
		['some of a list', { channel: ['gone', 'c', 'e'] }, { ...mql, channel: ['C', 'E'] }],
		['a list but one', { channel: ['gone', 'c'] }, { ...mql, channel: 'C' }],
		['nothing of what is fixed', { channel: { const: 'x' } }, { ...mql, channel: { const: 'x' } }],
		['a translated column', { channel: { column: 'gone', other: 'x' } }, mql],
		[
			'nothing of a translation',
			{ channel: { column: 'c', map: { a: 'b' } } },
			{ ...mql, channel: { column: 'C', map: { a: 'b' } } }
		],
		[
			'a condition that a missing cell meets',
			{ channel: { column: 'c', if: { gone: { not: ['x'] } }, else: 'e' }, if: { gone: 'missing' } },
			{ ...mql, channel: 'C' }
		],
		[
			'a column under a condition that no row meets',
			{ channel: { column: 'c', if: { gone: ['x'] }, else: 'e' } },
			{ ...mql, channel: 'E' }
		],
		['the event whose condition no row meets', { if: { gone: ['x'] } }, undefined],
		['the event whose condition wants the column', { if: { c: ['y'], gone: 'present' } }, undefined],
		['nothing where empty is among the values', { if: { gone: ['', 'x'] } }, mql],
		['the event without a time', { at: 'gone' }, undefined],
		['the event without its duration', { at: { column: 'd', plus: 'gone' } }, undefined],
		[
			'the time for its stand-in',
			{ at: 'gone', atMissing: { use: 'e', approximate: true } },
			{ type: 'mql', at: 'E', approximate: true }
		],
		['the stand-in', { atMissing: { use: 'gone' } }, mql],
		['the event whose type is in the column', { type: { column: 'gone', other: 'mql' } }, undefined],
		['attributes', { attributes: ['gone', 'c'] }, { ...mql, attributes: ['C'] }],
		['named attributes', { attributes: { x: 'gone', y: 'c' } }, { ...mql, attributes: { y: 'C' } }]
	])('leaves out %s', (_what, changes, expected) => expect(rule(changes)).toEqual(expected));
});

const shared = join(import.meta.dirname, '../../../../../shared/data');

test.skipIf(!existsSync(shared))('the documented headers are recognised', () => {
	const headerOf = (file: string) =>
		readFileSync(join(shared, file), 'utf8')
			.trim()
			.split(/"[;,]"/)
			.map((name) => name.replaceAll('"', ''));
	expect(names(headerOf('bitrix24_leads_header.csv'))).toEqual(['bitrix24-leads']);
	expect(names(headerOf('amocrm_deals_header.csv'))).toEqual(['amocrm-deals']);
});
