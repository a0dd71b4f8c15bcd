import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { canonical } from './document';
import type { Draft } from './useDraft';

export type Fault = Schemas['RoutingFault'];

const NONE: Fault[] = [];

/** What the server would refuse of the draft, by place, shortly after each change. */
export function useFaults(draft: Draft, may: boolean): Fault[] {
  const [document] = useDebouncedValue(draft.document, 250);
  const check = useQuery({
    queryKey: ['/api/v1/routing/check', canonical(document)],
    queryFn: () => send<{ faults: Fault[] }>('POST', '/api/v1/routing/check', canonical(document)),
    enabled: may && draft.dirty,
    placeholderData: (last) => last,
    retry: false,
  });
  return draft.dirty ? (check.data?.faults ?? NONE) : NONE;
}
