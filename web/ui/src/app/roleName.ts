import type { TFunction } from 'i18next';

const BUILT_IN = ['super_admin', 'workspace_admin', 'developer', 'viewer', 'none'] as const;

/** What a role is called: the built-in ones in the reader's language, others as they are named. */
export function roleName(t: TFunction, role: string): string {
  const known = BUILT_IN.find((name) => name === role);
  return known ? t(`role.${known}`) : role;
}
