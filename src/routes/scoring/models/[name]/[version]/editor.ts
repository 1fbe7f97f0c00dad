/** What all parts of the editor look at. */
import { createContext } from 'svelte';
import type { AttributeFacts, ConditionCount, ConditionFacts } from '#lib/scoring/condition-facts.ts';
import type { ScoreModel, When } from '#lib/scoring/model.ts';
import type { ModelWarning } from '#lib/scoring/model-warnings.ts';

export type Path = (string | number)[];

/** What is wrong with a field of what was sent. */
export interface FieldFault {
	path: Path;
	/** With the place and the value. */
	message: string;
	problem: string;
}

export interface Editor {
	readonly model: ScoreModel;
	/** Of the data; null until they are known. */
	readonly facts: ConditionFacts | null;
	readonly warnings: ModelWarning[];
	readonly faults: FieldFault[];
	/** Null while it is not known. */
	countOf(when: When, knockOut: boolean): ConditionCount | null;
	/** What is wrong with the field at a place. */
	faultAt(path: Path): string | null;
	/** Whether a fault is at a place or below it. */
	isFaultWithin(path: Path): boolean;
	/** What events of an activity tell. */
	fieldsOf(activity: string): Promise<AttributeFacts[]>;
}

export const [getEditor, setEditor] = createContext<Editor>();

export const fieldId = (path: Path) => `field-${path.join('.')}`;
