/** Bitrix24: lists of leads and of deals, exported as CSV (docs/presets.md). */
import type { EventsMapping } from '../mapping-schema.ts';
import { russianDates, type Preset } from './preset.ts';

const utm = { campaign: 'UTM Campaign', content: 'UTM Content', term: 'UTM Term' };

const variants = {
	Стадия: ['Статус', 'Статус лида'],
	'UTM Source': ['utm_source'],
	'UTM Campaign': ['utm_campaign'],
	'UTM Content': ['utm_content'],
	'UTM Term': ['utm_term'],
	'Дата изменения': ['Обновлено'],
	'Возможная сумма': ['Сумма']
};

/** A lead's stage has no date of its own: closing, change and creation stand in for it. */
const whenLeadEnded = {
	at: 'Дата закрытия',
	atMissing: { use: ['Дата изменения', 'Дата создания'], approximate: true }
};

const leads: EventsMapping = {
	name: 'bitrix24-leads',
	kind: 'events',
	source: 'bitrix24',
	format: { dates: russianDates },
	row: 'ID',
	lead: {
		id: 'ID',
		email: ['Рабочий e-mail', 'Частный e-mail', 'E-mail для рассылок', 'Другой e-mail'],
		phone: [
			'Рабочий телефон',
			'Мобильный телефон',
			'Домашний телефон',
			'Телефон для рассылок',
			'Другой телефон'
		],
		name: ['Имя, Фамилия', 'Имя', 'Фамилия'],
		company: 'Название компании',
		status: 'Стадия'
	},
	attributes: '*',
	events: [
		{
			type: 'created',
			at: 'Дата создания',
			channel: ['UTM Source', 'Источник'],
			...utm,
			manager: 'Ответственный'
		},
		{
			type: 'sql',
			...whenLeadEnded,
			manager: 'Ответственный',
			if: { Стадия: ['Качественный лид', 'Сконвертирован', 'CONVERTED'] }
		},
		{
			type: 'junk',
			...whenLeadEnded,
			reason: ['Причина отказа', 'Дополнительно о стадии'],
			manager: 'Ответственный',
			if: { Стадия: ['Некачественный лид', 'JUNK'] }
		}
	]
};

export const bitrix24Leads: Preset = {
	name: 'bitrix24-leads',
	title: 'Bitrix24: leads',
	mapping: leads,
	variants,
	signature: ['ID', 'Название лида', 'Стадия'],
	rank: 'system',
	check:
		'The list must show «Дата создания» when it is exported. «Дата закрытия» or «Дата изменения» dates the outcome.'
};

/** «Предполагаемая дата закрытия» is a plan, and plans may lie in the future. */
const whenDealEnded = {
	at: ['Дата закрытия', 'Дата завершения'],
	atMissing: { use: ['Дата изменения', 'Дата создания'], approximate: true }
};

const deals: EventsMapping = {
	name: 'bitrix24-deals',
	kind: 'events',
	source: 'bitrix24-deals',
	format: { dates: russianDates },
	row: 'ID',
	lead: {
		id: 'ID',
		email: ['Контакт: Рабочий e-mail', 'Контакт: Частный e-mail', 'Контакт: Другой e-mail'],
		phone: [
			'Контакт: Рабочий телефон',
			'Контакт: Мобильный телефон',
			'Контакт: Домашний телефон',
			'Контакт: Другой телефон'
		],
		name: ['Контакт', 'Контакт: Имя'],
		company: ['Компания', 'Компания: Название компании'],
		status: 'Стадия сделки'
	},
	attributes: '*',
	events: [
		{
			type: 'created',
			at: 'Дата создания',
			channel: ['UTM Source', 'Источник'],
			...utm,
			manager: 'Ответственный'
		},
		{
			type: 'client',
			...whenDealEnded,
			amount: 'Возможная сумма',
			currency: {
				column: 'Валюта',
				map: { 'Российский рубль': 'RUB', 'Доллар США': 'USD', Евро: 'EUR' }
			},
			manager: 'Ответственный',
			if: { 'Стадия сделки': ['Сделка успешна', 'WON'] }
		},
		{
			type: 'refused',
			...whenDealEnded,
			reason: 'Причина отказа',
			manager: 'Ответственный',
			if: { 'Стадия сделки': ['Сделка провалена', 'LOSE', 'Анализ причины провала', 'APOLOGY'] }
		}
	]
};

export const bitrix24Deals: Preset = {
	name: 'bitrix24-deals',
	title: 'Bitrix24: deals',
	mapping: deals,
	variants,
	signature: ['ID', 'Название сделки', 'Стадия сделки'],
	rank: 'system',
	check:
		'The final stages must be called «Сделка успешна» and «Сделка провалена»; a deal joins its lead only by the phone or e-mail of its contact.'
};
