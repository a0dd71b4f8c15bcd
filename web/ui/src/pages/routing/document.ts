import type { Schemas } from '../../api/types';

/** Who hears of what nobody acknowledged for so long; Weir's own. */
export interface EscalationDoc {
  after: string;
  receiver: string;
}

/** A route as Alertmanager writes it; what is left out is inherited. */
export interface RouteDoc {
  receiver?: string | undefined;
  matchers?: string[] | undefined;
  group_by?: string[] | undefined;
  group_wait?: string | undefined;
  group_interval?: string | undefined;
  repeat_interval?: string | undefined;
  continue?: boolean | undefined;
  mute_time_intervals?: string[] | undefined;
  active_time_intervals?: string[] | undefined;
  /** None, unlike nothing, says that nothing escalates below. */
  escalate?: EscalationDoc[] | undefined;
  routes?: RouteDoc[] | undefined;
}

export interface InhibitDoc {
  name?: string | undefined;
  source_matchers?: string[] | undefined;
  target_matchers?: string[] | undefined;
  equal?: string[] | undefined;
}

export interface IntervalDoc {
  times?: { start_time: string; end_time: string }[] | undefined;
  weekdays?: string[] | undefined;
  days_of_month?: string[] | undefined;
  months?: string[] | undefined;
  years?: string[] | undefined;
  location?: string | undefined;
}

export interface NamedIntervals {
  name: string;
  time_intervals?: IntervalDoc[] | undefined;
}

export interface RoutingDoc {
  route: RouteDoc;
  inhibit_rules?: InhibitDoc[] | undefined;
  time_intervals?: NamedIntervals[] | undefined;
}

export type RoutingTest = Schemas['RoutingTest'];

/** The way from the root to a route: the index at every level; none for the root. */
export type Way = number[];

/** A receiver that is always there and tells nobody. */
export const NOBODY = '(nobody)';

export const placeOf = (way: Way) => `route${way.map((index) => `.routes[${index}]`).join('')}`;

/** The way to the route that a place is in, such as of `route.routes[1].receiver`; null when it is in none. */
export function wayOf(place: string): Way | null {
  if (!/^route(\.|$)/.test(place)) return null;
  const [routes = ''] = /^(\.routes\[\d+\])*/.exec(place.slice('route'.length)) ?? [];
  return [...routes.matchAll(/\d+/g)].map(Number);
}

export function routeAt(root: RouteDoc, way: Way): RouteDoc | undefined {
  let route: RouteDoc | undefined = root;
  for (const index of way) route = route?.routes?.[index];
  return route;
}

/** What is empty is left out, as the server writes it. */
export function tidy<T extends object>(doc: T): T {
  const kept = Object.entries(doc).filter(
    ([key, value]) =>
      value !== undefined &&
      value !== '' &&
      value !== false &&
      !(Array.isArray(value) && !value.length && key !== 'escalate'),
  );
  return Object.fromEntries(kept) as T;
}

function inside(root: RouteDoc, way: Way, change: (route: RouteDoc) => RouteDoc): RouteDoc {
  const [index, ...rest] = way;
  if (index === undefined) return tidy(change(root));
  const routes = (root.routes ?? []).map((route, i) => (i === index ? inside(route, rest, change) : route));
  return { ...root, routes };
}

export function changed(root: RouteDoc, way: Way, part: Partial<RouteDoc>): RouteDoc {
  return inside(root, way, (route) => ({ ...route, ...part }));
}

/** With a route put below another, at the end unless an index is given. */
export function inserted(root: RouteDoc, above: Way, route: RouteDoc, index?: number): RouteDoc {
  return inside(root, above, (one) => {
    const routes = [...(one.routes ?? [])];
    routes.splice(index ?? routes.length, 0, route);
    return { ...one, routes };
  });
}

export function removed(root: RouteDoc, way: Way): RouteDoc {
  const last = way.at(-1);
  return inside(root, way.slice(0, -1), (one) => ({ ...one, routes: one.routes?.filter((_, i) => i !== last) }));
}

const startsWith = (way: Way, start: Way) => start.every((index, i) => way[i] === index);

/** Another place for a route, below `above` at `index`; null when it would stand within itself or stays where it is. */
export function moved(root: RouteDoc, way: Way, above: Way, index?: number): { root: RouteDoc; way: Way } | null {
  const route = routeAt(root, way);
  if (!route || way.length === 0 || startsWith(above, way)) return null;
  const without = removed(root, way);
  const level = way.length - 1;
  // Taking it out shifts those after it in the same list, which may be on the way to its new place.
  const target = above.map((at, i) =>
    i === level && startsWith(above, way.slice(0, level)) && at > (way[level] ?? 0) ? at - 1 : at,
  );
  const at = index ?? routeAt(without, target)?.routes?.length ?? 0;
  return { root: inserted(without, target, route, at), way: [...target, at] };
}

/** One up (-1) or down (1) among the routes beside it; null at an end. */
export function shifted(root: RouteDoc, way: Way, by: 1 | -1): { root: RouteDoc; way: Way } | null {
  const above = way.slice(0, -1);
  const to = (way.at(-1) ?? 0) + by;
  const beside = routeAt(root, above)?.routes?.length ?? 0;
  return way.length === 0 || to < 0 || to >= beside ? null : moved(root, way, above, to);
}

/** What a route has in the end, with what it inherits. */
export interface Effective {
  receiver: string;
  group_by: string[];
  group_wait: string;
  group_interval: string;
  repeat_interval: string;
  escalate: EscalationDoc[];
}

/** What a root has that says nothing: Alertmanager's defaults. */
export const DEFAULTS: Effective = {
  receiver: '',
  group_by: [],
  group_wait: '30s',
  group_interval: '5m',
  repeat_interval: '4h',
  escalate: [],
};

export function effective(route: RouteDoc, above: Effective): Effective {
  return {
    receiver: route.receiver || above.receiver,
    group_by: route.group_by?.length ? route.group_by : above.group_by,
    group_wait: route.group_wait || above.group_wait,
    group_interval: route.group_interval || above.group_interval,
    repeat_interval: route.repeat_interval || above.repeat_interval,
    escalate: route.escalate ?? above.escalate,
  };
}

/** What the route at a way inherits. */
export function inheritedAt(root: RouteDoc, way: Way): Effective {
  let above = DEFAULTS;
  for (let level = 0; level < way.length; level++) {
    const route = routeAt(root, way.slice(0, level));
    if (route) above = effective(route, above);
  }
  return above;
}

/** Every way there is, each before those below it. */
export function waysOf(route: RouteDoc, way: Way = []): Way[] {
  return [way, ...(route.routes ?? []).flatMap((below, index) => waysOf(below, [...way, index]))];
}

/** The document with a time interval called otherwise, wherever routes name it. */
export function renamedInterval(doc: RoutingDoc, before: string, after: string): RoutingDoc {
  const names = (list: string[] | undefined) => list?.map((name) => (name === before ? after : name));
  const route = (one: RouteDoc): RouteDoc =>
    tidy({
      ...one,
      mute_time_intervals: names(one.mute_time_intervals),
      active_time_intervals: names(one.active_time_intervals),
      routes: one.routes?.map(route),
    });
  const time_intervals = doc.time_intervals?.map((one) => (one.name === before ? { ...one, name: after } : one));
  return { ...doc, route: before === '' ? doc.route : route(doc.route), time_intervals };
}

/** The text of a fault at a place exactly, or of the first below it. */
export function faultAt(faults: Schemas['RoutingFault'][], place: string): string | undefined {
  return faults.find((fault) => fault.place === place || fault.place.startsWith(`${place}[`))?.message;
}

const ORDER = [
  'name',
  'receiver',
  'matchers',
  'source_matchers',
  'target_matchers',
  'equal',
  'group_by',
  'group_wait',
  'group_interval',
  'repeat_interval',
  'continue',
  'mute_time_intervals',
  'active_time_intervals',
  'escalate',
  'after',
  'route',
  'inhibit_rules',
  'time_intervals',
  'times',
  'start_time',
  'end_time',
  'weekdays',
  'days_of_month',
  'months',
  'years',
  'location',
  'routes',
];

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(tidy(value)).sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return Object.fromEntries(entries.map(([key, below]) => [key, inOrder(below)]));
}

/** The document as the server would write it: nothing empty, and keys in one order, so that two can be compared. */
export const canonical = (doc: RoutingDoc) => inOrder(doc) as RoutingDoc;
