/** E-mail addresses of a function, not of a person (RFC 2142 and common use): they make no IQL. */
const roles = new Set(
	(
		'abuse accounting accounts admin administrator billing biuro booking careers contact contacts customerservice ' +
		'enquiries feedback finance hello help helpdesk hostmaster hr info inbox inquiries it jobs kontakt mail ' +
		'marketing media news newsletter no-reply noreply office order orders postmaster press privacy reception ' +
		'sales secretary security service sklep sprzedaz support team web webmaster zakaz'
	).split(' ')
);

export const isRoleAddress = (email: string) => roles.has(email.slice(0, email.lastIndexOf('@')));
