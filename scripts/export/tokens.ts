import { ref, Token } from "cdktf";

/** Stand-ins for values that the user of a module gives. */
export const textToken = (expression: string): string => Token.asString(ref(expression));
export const numberToken = (expression: string): number => Token.asNumber(ref(expression));
export const listToken = (expression: string): string[] => Token.asList(ref(expression));
