import type { Vertex } from '../../api/types';

/** Flink's Prometheus reporter writes an underscore for each of the other characters in a label's value. */
const asLabel = (name: string) => name.replace(/[^a-zA-Z0-9:_]/g, '_');

/** Puts the vertices' own names where a legend has them as label values; long names first, for one may hold another. */
export function nameVertices(vertices: Pick<Vertex, 'name'>[]): (label: string) => string {
  const names = vertices.map(({ name }) => name).sort((a, b) => b.length - a.length);
  return (label) => {
    const exact = names.find((name) => asLabel(name) === label);
    if (exact) return exact;
    const within = names.find((name) => label.includes(asLabel(name)));
    return within ? label.replace(asLabel(within), () => within) : label;
  };
}
