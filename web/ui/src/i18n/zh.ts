import type { Messages } from './en';
import { pages } from './zh/pages';
import { shell } from './zh/shell';

export const zh: Messages = { ...shell, ...pages };
