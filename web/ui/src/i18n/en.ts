import { pages } from './en/pages';
import { shell } from './en/shell';

export const en = { ...shell, ...pages };

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** What every language must say. */
export type Messages = Texts<typeof en>;
