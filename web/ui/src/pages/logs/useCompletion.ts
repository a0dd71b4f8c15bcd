import { useDebouncedValue } from '@mantine/hooks';
import { useApi } from '../../api/useApi';

/** The draft with each text that may stand at its end, as the server suggests them. */
export function useCompletion(draft: string, typing: boolean): string[] {
  const [q] = useDebouncedValue(draft, 150);
  const completion = useApi('/api/v1/logs/complete', { query: { q }, enabled: typing && q !== '', every: false });
  if (!typing || q !== draft || !completion.data) return [];
  const { from, suggestions } = completion.data;
  return [...new Set(suggestions.map((each) => draft.slice(0, from) + each.text))].filter((text) => text !== draft);
}
