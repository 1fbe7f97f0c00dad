/** What leads do everywhere: what the activities are called. */
export const names = {
	subscribe: [
		'subscribe',
		'subscribed',
		'newsletter_subscribe',
		'newsletter_signup',
		'email_subscribe',
		'opt_in'
	],
	unsubscribe: ['unsubscribe', 'unsubscribed', 'email_unsubscribe', 'opt_out'],
	emailOpen: ['email_open', 'email_opened', 'newsletter_open', 'mail_open'],
	emailClick: ['email_click', 'email_link_clicked', 'email_clicked', 'newsletter_click', 'mail_click'],
	productView: ['product_view', 'product_viewed', 'view_item', 'product_page', 'page_view'],
	pricingView: ['pricing_view', 'price_view', 'pricing', 'prices', 'pricing_page'],
	favourite: [
		'favourite',
		'favorite',
		'add_to_favourites',
		'add_to_favorites',
		'wishlist',
		'add_to_wishlist'
	],
	negativeComment: ['negative_comment', 'comment_negative', 'complaint', 'bad_review'],
	survey: ['survey', 'survey_answered', 'survey_completed', 'poll', 'quiz'],
	visit: ['visit', 'site_visit', 'session_start', 'page_visit', 'page_view'],
	webinar: ['webinar', 'webinar_attended', 'webinar_registered', 'event_attended'],
	demoRequest: ['demo_request', 'demo_requested', 'request_demo', 'demo', 'trial_started']
} as const;
