import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { canonical, type RoutingDoc } from './document';
import { yamlOf } from './yaml';

/** What somebody changed and has not saved: it outlives a look at another page and a reload, not the tab. */
interface Kept {
  /** The version it was made from. */
  version: number;
  document: RoutingDoc;
}

const KEY = 'weir.routing.draft';
const STEPS_BACK = 50;

function kept(): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

export const textOf = (document: object) => yamlOf(canonical(document as RoutingDoc));

/** The routing that is shown: the one in force with the changes that somebody makes, step by step. */
export function useDraft(inForce: Schemas['Routing'], may: boolean) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => (may ? kept() : null));
  const [past, setPast] = useState<RoutingDoc[]>([]);
  const subject = useRef('');
  const document = draft?.document ?? (inForce.routing as RoutingDoc);
  const dirty = draft !== null && textOf(draft.document) !== textOf(inForce.routing);

  function keep(wanted: Kept | null) {
    // Who changed everything back has no draft: else it would undo what somebody else saves later.
    const next = wanted && textOf(wanted.document) !== textOf(inForce.routing) ? wanted : null;
    if (next) sessionStorage.setItem(KEY, JSON.stringify(next));
    else sessionStorage.removeItem(KEY);
    setDraft(next);
  }

  function forget() {
    setPast([]);
    subject.current = '';
    keep(null);
  }

  const onSettled = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['/api/v1/routing'] }),
      client.invalidateQueries({ queryKey: ['/api/v1/routing/history'] }),
    ]);
  const seen = (version: number) => ({ 'If-Match': `"${version}"` });
  const saved = () => {
    forget();
    toasts.show({ message: t('routing.saved') });
  };
  const save = useMutation({
    mutationFn: () => send('PUT', '/api/v1/routing', canonical(document), seen(draft?.version ?? inForce.version)),
    onSuccess: saved,
    onSettled,
  });
  const revert = useMutation({
    mutationFn: () => send('DELETE', '/api/v1/routing', undefined, seen(inForce.version)),
    onSuccess: saved,
    onError: (error) => toasts.show({ title: t('policies.notDone'), message: error.message, color: 'red' }),
    onSettled,
  });

  return {
    document,
    dirty,
    /** Somebody saved another version since the draft was begun. */
    outdated: dirty && draft.version !== inForce.version,
    /** Puts in another document; changes in a row about one subject are one step back. */
    change(next: RoutingDoc, about = '') {
      if (about === '' || about !== subject.current) setPast((steps) => [...steps.slice(1 - STEPS_BACK), document]);
      subject.current = about;
      keep({ version: draft?.version ?? inForce.version, document: next });
    },
    undo: past.length
      ? () => {
          const last = past.at(-1);
          setPast(past.slice(0, -1));
          subject.current = '';
          if (last) keep({ version: draft?.version ?? inForce.version, document: last });
        }
      : undefined,
    /** Takes the draft for a change of the version in force, whatever that changed. */
    rebase: () => draft && keep({ ...draft, version: inForce.version }),
    discard: forget,
    save,
    revert,
  };
}

export type Draft = ReturnType<typeof useDraft>;
