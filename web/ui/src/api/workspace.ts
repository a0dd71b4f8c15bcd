/** Paths of the contract that are about what belongs to one workspace. */
const HOSTED = /^\/api\/v1\/(deployments|deployment-bulk|artifacts|sql|python|connectivity)(\/|$)/;

/** The workspace that there always is, which the server means where none is named. */
export const DEFAULT = 'default';

let home = DEFAULT;

/** Says where somebody is at home, from the workspaces in which they may something. */
export function settle(workspaces: string[]) {
  home = workspaces.includes(DEFAULT) ? DEFAULT : (workspaces[0] ?? DEFAULT);
}

/** The workspace that the address of the page names; where it names none, the one where the reader is at home. */
export function currentWorkspace(search = typeof window === 'undefined' ? '' : window.location.search): string {
  return new URLSearchParams(search).get('workspace') || home;
}

/** What a request has to name: nothing for what belongs to no workspace, and nothing for the default one. */
export function workspaceFor(path: string): string | undefined {
  const workspace = HOSTED.test(path) ? currentWorkspace() : DEFAULT;
  return workspace === DEFAULT ? undefined : workspace;
}
