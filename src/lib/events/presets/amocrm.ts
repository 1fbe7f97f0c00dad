/** amoCRM (Kommo): the list of deals, exported as CSV or XLSX (docs/presets.md). */
import type { EventsMapping } from '../mapping-schema.ts';
import { russianDates, type Preset } from './preset.ts';

const phones = [
	'Рабочий телефон',
	'Рабочий прямой телефон',
	'Мобильный телефон',
	'Факс',
	'Домашний телефон',
	'Другой телефон'
];
const emails = ['Рабочий email', 'Личный email', 'Другой email'];

const whenEnded = {
	at: 'Дата закрытия',
	atMissing: { use: ['Дата редактирования', 'Дата создания сделки'], approximate: true }
};
const nobody = ['Спам', 'Дубль'];

const mapping: EventsMapping = {
	name: 'amocrm-deals',
	kind: 'events',
	source: 'amocrm',
	format: { dates: russianDates },
	missing: ['', 'не закрыта'],
	row: 'ID',
	lead: {
		id: 'ID',
		email: emails,
		phone: phones,
		name: 'Полное имя контакта',
		company: ['Компания', 'Компания контакта'],
		status: 'Этап сделки'
	},
	attributes: '*',
	events: [
		{
			type: 'created',
			at: 'Дата создания сделки',
			channel: ['utm_source', 'Источник', 'Источник трафика'],
			campaign: 'utm_campaign',
			content: 'utm_content',
			term: 'utm_term',
			manager: 'Ответственный'
		},
		{
			type: 'client',
			...whenEnded,
			amount: 'Бюджет',
			manager: 'Ответственный',
			if: { 'Этап сделки': ['Успешно реализовано'] }
		},
		{
			type: 'junk',
			...whenEnded,
			reason: 'Причина отказа',
			manager: 'Ответственный',
			if: { 'Этап сделки': ['Закрыто и не реализовано'], 'Причина отказа': nobody }
		},
		{
			type: 'refused',
			...whenEnded,
			reason: 'Причина отказа',
			manager: 'Ответственный',
			if: { 'Этап сделки': ['Закрыто и не реализовано'], 'Причина отказа': { not: nobody } }
		}
	]
};

export const amocrmDeals: Preset = {
	name: 'amocrm-deals',
	title: 'amoCRM: deals',
	mapping,
	variants: {
		'Дата создания сделки': ['Дата создания', 'Дата создания (сделка)'],
		Бюджет: ['Бюджет ₽', 'Бюджет, ₽', 'Бюджет руб. (сделка)'],
		'Этап сделки': ['Статус сделки'],
		'Полное имя контакта': ['Основной контакт', 'Полное имя (контакт)'],
		'Причина отказа': ['Причина закрытия', 'Причина отказа (сделка)'],
		...Object.fromEntries([...phones, ...emails].map((name) => [name, [`${name} (контакт)`]]))
	},
	signature: ['ID', 'Название сделки', 'Этап сделки'],
	rank: 'system',
	check:
		'The loss reasons «Спам» and «Дубль» count as junk, all others as refused. Stages between the first and the final ones are kept as the status only.'
};
