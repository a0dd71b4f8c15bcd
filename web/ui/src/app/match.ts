/** One thing that the palette leads to. */
export interface Item {
  id: string;
  /** What kind of thing it is, for the person. */
  kind: string;
  title: string;
  /** Further words that it is found by, shown small. */
  more?: string;
  to: string;
}

/** How well an item fits what was typed; 0 does not. Every word must be somewhere; the title's beginning is worth most. */
export function fitness(item: Item, typed: string): number {
  const title = item.title.toLowerCase();
  const all = `${title} ${item.kind} ${item.more ?? ''}`.toLowerCase();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  let sum = 1;
  for (const word of words) {
    if (!all.includes(word)) return 0;
    const at = title.indexOf(word);
    sum += at === 0 ? 8 : at > 0 && /[\s\-_.]/.test(title[at - 1] ?? '') ? 5 : at > 0 ? 3 : 1;
  }
  return sum - title.length / 1_000;
}

/** What fits, best first; all in their order while nothing is typed. */
export function matching(items: Item[], typed: string, most = 40): Item[] {
  if (!typed.trim()) return items.slice(0, most);
  return items
    .map((item, order) => ({ item, order, fits: fitness(item, typed) }))
    .filter((each) => each.fits > 0)
    .sort((a, b) => b.fits - a.fits || a.order - b.order)
    .slice(0, most)
    .map((each) => each.item);
}
