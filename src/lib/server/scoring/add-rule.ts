/** Adds a rule to the newest draft, so that nothing that is live changes. */
import { sql } from 'kysely';
import { withRule, type NewRule } from '#lib/scoring/add-rule.ts';
import { parseModel, type ScoreModel } from '#lib/scoring/model.ts';
import type { Database } from '../db/connect.ts';
import { findModel, liveModel, saveDraft } from './models.ts';

/** `newName`: of the model that is made if there is neither a draft nor a live one. */
export async function addRule(
	db: Database,
	rule: NewRule,
	newName: string
): Promise<{ model: ScoreModel; key: string }> {
	const { rows } = await sql<{ written: string }>`
		SELECT name || '@' || version AS written FROM score_models WHERE status = 'draft'
		ORDER BY changed_at DESC, name LIMIT 1`.execute(db.kysely);
	const draft = rows[0] ? await findModel(db.pool, rows[0].written) : null;
	const base = draft ?? (await liveModel(db.pool)) ?? emptyModel(newName);
	const { model, key, isNew } = withRule(base, rule);
	return { model: isNew ? await saveDraft(db.pool, model) : base, key };
}

const emptyModel = (name: string): ScoreModel =>
	parseModel({ name, groups: [], rules: [], thresholds: { warm: 20, hot: 40, mql: 40 } });
