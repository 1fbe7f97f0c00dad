import type pg from 'pg';
import { modelName, type ScoreModel } from '#lib/scoring/model.ts';
import type { Settings } from '#lib/settings/settings.ts';
import type { Config } from '../config.ts';
import { liveModel } from '../scoring/models.ts';
import { readSettings } from '../settings.ts';

/** The settings that lead rows are made with: a change of one replays everything. */
export const replaySettingNames = [
	'aliases',
	'namesakes',
	'managerFields',
	'cards',
	'rates',
	'workingHours'
] as const;
export type ReplaySetting = (typeof replaySettingNames)[number];

/** All that lead rows depend on beside the log. */
export interface ReplaySettings {
	timezone: string;
	currency: string;
	model: ScoreModel | null;
	/** NAME@VERSION of the model; null without one. */
	modelVersion: string | null;
	/** The settings of the database that lead rows depend on, as their generation keeps them. */
	settings: Pick<Settings, ReplaySetting>;
}

export async function replaySettings(db: pg.Pool | pg.PoolClient, config: Config): Promise<ReplaySettings> {
	const live = await liveModel(db);
	const { aliases, namesakes, managerFields, cards, rates, workingHours } = await readSettings(db);
	return {
		timezone: config.timezone,
		currency: config.currency,
		model: live,
		modelVersion: live && modelName(live),
		settings: { aliases, namesakes, managerFields, cards, rates, workingHours }
	};
}
