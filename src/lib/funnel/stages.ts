/** The ladder of stages, from the first to the last. */
export const stages = ['lead', 'iql', 'eql', 'mql', 'sal', 'sql', 'client'] as const;
export type Stage = (typeof stages)[number];

export const stageIndex = Object.fromEntries(stages.map((stage, i) => [stage, i])) as Record<Stage, number>;

/** The stages in which a lead can wait. */
export const waitingStages = ['lead', 'iql', 'eql', 'mql', 'sal', 'sql'] as const satisfies readonly Stage[];
export type WaitingStage = (typeof waitingStages)[number];

/** Where a lead stands: still worked, or ended. */
export const outcomes = ['open', 'client', 'refused', 'unfit', 'junk'] as const;
export type Outcome = (typeof outcomes)[number];

/** How leads are lost. */
export const losses = ['refused', 'unfit', 'junk'] as const satisfies readonly Outcome[];
