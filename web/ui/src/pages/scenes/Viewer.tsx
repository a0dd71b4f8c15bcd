import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError, addressOf } from '../../api/client';
import type { Schemas } from '../../api/types';
import { Loaded } from '../../components/Loaded';
import { bytes } from '../../format/units';
import { FlameGraph } from './FlameGraph';
import { isFlameGraph, readable } from './flame';
import css from './scenes.module.css';

type Part = Schemas['Scene']['parts'][number];

/** More text than this makes a browser slow. */
const MOST = 2_000_000;
const LARGEST = 64_000_000;
const BINARY = new Set<Part['kind']>(['heap_dump', 'jfr', 'log_archive']);

async function load(address: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(address, { credentials: 'same-origin', signal });
  if (!response.ok) throw new ApiError(response.status, 'internal', (await response.text()).slice(0, 300));
  return response.text();
}

/** A file of a scene: text as it is, JSON laid out, a flame graph drawn. */
export function Viewer({ scene, part }: { scene: string; part: Part }) {
  const { t } = useTranslation();
  const address = addressOf('/api/v1/scenes/{id}/files/{file}', { id: scene, file: part.file });
  const shown = !BINARY.has(part.kind) && part.bytes <= LARGEST;
  const query = useQuery({
    queryKey: ['scene file', scene, part.file, part.at],
    queryFn: ({ signal }) => load(address, signal),
    enabled: shown,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section aria-label={part.file}>
      <p className="row wrap">
        <b className="mono">{part.file}</b> <a href={`${address}?as=download`}>{t('scenes.download')}</a>
      </p>
      {!shown && <p className="dim">{t('scenes.noView')}</p>}
      {shown && <Loaded query={query}>{(text) => <Content part={part} text={text} />}</Loaded>}
    </section>
  );
}

function Content({ part, text }: { part: Part; text: string }) {
  const { t } = useTranslation();
  const graph = part.kind === 'flame_graph' ? isFlameGraph(text) : null;
  if (graph) return <FlameGraph root={graph} />;
  const whole = part.file.endsWith('.json') ? readable(text) : text;
  return (
    <>
      {whole.length > MOST && (
        <p className="dim">{t('scenes.cut', { shown: bytes(MOST), size: bytes(whole.length) })}</p>
      )}
      <pre className={`${css.text} mono`}>{whole.slice(0, MOST)}</pre>
    </>
  );
}
