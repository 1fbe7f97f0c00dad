/** The presets: built-in mappings for the files of well-known systems, and for general forms. */
import { amocrmDeals } from './amocrm.ts';
import { bitrix24Deals, bitrix24Leads } from './bitrix24.ts';
import { callrailCalls, ringostatCalls } from './calls.ts';
import { carrotquestEvents, carrotquestLeads } from './carrotquest.ts';
import { costs, eventRows, wideRows } from './general.ts';
import { hubspotContacts, hubspotDeals } from './hubspot.ts';
import { pipedriveDeals, pipedriveLeads } from './pipedrive.ts';
import type { Preset } from './preset.ts';
import { roistatCosts, roistatLeads } from './roistat.ts';
import { salesforceLeads, salesforceOpportunityHistory } from './salesforce.ts';

export const presets: readonly Preset[] = [
	bitrix24Leads,
	bitrix24Deals,
	amocrmDeals,
	hubspotContacts,
	hubspotDeals,
	salesforceLeads,
	salesforceOpportunityHistory,
	pipedriveDeals,
	pipedriveLeads,
	roistatLeads,
	roistatCosts,
	ringostatCalls,
	callrailCalls,
	carrotquestLeads,
	carrotquestEvents,
	eventRows,
	wideRows,
	costs
];

export const findPreset = (name: string): Preset | undefined =>
	presets.find((preset) => preset.name === name);
