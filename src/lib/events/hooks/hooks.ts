/** All webhooks that are taken, and those that cannot be, with why. */
import { amocrm } from './amocrm.ts';
import { callrail } from './callrail.ts';
import { carrotquest } from './carrotquest.ts';
import { form } from './form.ts';
import type { Hook } from './hook.ts';
import { pipedrive } from './pipedrive.ts';
import { ringostat } from './ringostat.ts';
import { roistat } from './roistat.ts';

export const hooks: readonly Hook[] = [ringostat, callrail, roistat, carrotquest, pipedrive, amocrm, form];

export const findHook = (name: string): Hook | undefined => hooks.find((hook) => hook.name === name);

const onlyIds = (system: string, what: string) =>
	`${system} sends only ${what}, and Sluice does not call back: load its export, or let its address be read on a schedule.`;

/** Webhooks whose documented bodies say too little. */
export const notTaken: Readonly<Record<string, string>> = {
	bitrix24: onlyIds('Bitrix24', 'the name of the event and the id of the lead or deal'),
	hubspot: onlyIds('HubSpot', 'ids and one changed property at a time')
};
