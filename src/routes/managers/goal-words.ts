/** What reps are judged by, in words. */
import type { ManagersReport } from '#lib/managers/report.ts';
import { formatCount, formatNumber } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

type Goal = ManagersReport['goal'];

const made = { client: m.managers_made_client, sql: m.managers_made_sql };

/** "1 client", "11.4 SQL leads". */
export const goalCount = (goal: Goal, n: number): string => made[goal]({ n, count: numberText(n) });

/** Whole from 100 on, where no digit after the point tells anything. */
export const numberText = (n: number): string => (n >= 100 ? formatCount(n) : formatNumber(n));

/** "247 accepted leads". */
export const baseCount = (base: ManagersReport['base'], n: number): string =>
	(base === 'accepted' ? m.managers_of_accepted : m.leads_count)({ n, count: formatCount(n) });

/** "clients" */
export const goalNames = { client: m.managers_goal_clients, sql: m.managers_goal_sqls };
