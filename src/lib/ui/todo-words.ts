/** The words for why a lead is to be worked now. */
import type { TodoReason } from '#lib/managers/todo.ts';
import * as m from './paraglide/messages.js';

const reasonNames: Record<TodoReason, () => string> = {
	missedCall: m.today_reason_missedCall,
	hot: m.today_reason_hot,
	untouched: m.today_reason_untouched,
	overdue: m.today_reason_overdue,
	quiet: m.today_reason_quiet
};

/** "Called, and nobody called back". */
export const todoName = (reason: TodoReason) => reasonNames[reason]();

/** What a list of leads to be worked was chosen by: "To work now: called, and nobody called back". */
export const todoSelectName = (reason: TodoReason | 'any') =>
	reason === 'any' ? m.select_todo_any() : m.select_todo({ reason: lowerFirst(todoName(reason)) });

/** In the middle of a sentence. */
export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
