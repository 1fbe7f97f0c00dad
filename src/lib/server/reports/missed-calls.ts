/** Calls of leads that nobody answered: the same for reports and for the lists behind their figures. */
import { sql, type SqlBool } from 'kysely';

/** Leads that called in vain, however often. */
export const hasMissedCall = sql<SqlBool>`l.missed_calls > 0`;

/** Leads that nobody has tried to reach since they called in vain. */
export const hasOpenMissedCall = sql<SqlBool>`l.missed_call_at IS NOT NULL`;
