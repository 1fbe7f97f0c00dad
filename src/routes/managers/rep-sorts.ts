/** Orders of the reps, the first unless the reader chooses; never by how well they do. */
export const repSorts = ['leads', 'name'] as const;
export type RepSort = (typeof repSorts)[number];
