import { json } from '@sveltejs/kit';
import { config, database } from '#lib/server/app.ts';
import { recalculating } from '#lib/server/leads/recalculating.ts';

/** `{ "share": 0.42 }` while all leads are being recalculated, else null. */
export const GET = async () => json(await recalculating((await database()).pool, config));
