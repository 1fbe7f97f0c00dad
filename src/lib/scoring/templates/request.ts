import { rating, type Template } from './template.ts';

/** By what a message, a chat or a form asks for: who is about to buy goes to sales, who is still choosing does not. */
export const request: Template = {
	key: 'request',
	name: 'What they ask for',
	groups: [{ key: 'request', label: 'What they ask for', kind: 'fit', cap: 100 }],
	questions: [
		{
			key: 'request',
			label: 'Asks',
			group: 'request',
			names: ['Request', 'Topic', 'Chat topic', 'Message topic', 'Intent', 'Enquiry', 'тема', 'temat'],
			...rating(100, 10),
			grades: [
				{
					level: 80,
					points: 80,
					label: 'to buy this model now',
					words: ['buy', 'buy now', 'purchase', 'order']
				},
				{
					level: 60,
					points: 60,
					label: 'for details of an order',
					words: ['order details', 'delivery', 'payment', 'price', 'quote']
				},
				{
					level: 30,
					points: 30,
					label: 'which type to choose',
					words: ['choosing', 'choice', 'advice', 'comparison', 'question']
				}
			]
		}
	],
	actions: [],
	knockOut: [{ question: 'request', words: ['rent', 'rental', 'job', 'vacancy', 'spam'] }],
	thresholds: { warm: { score: 30 }, hot: { score: 60 }, mql: { score: 60 } }
};
