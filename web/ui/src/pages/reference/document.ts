/** What is read of an OpenAPI document (https://spec.openapis.org/oas/v3.0.3). */
export interface ApiDocument {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, OperationOf | Parameter[]>>;
  components: {
    schemas?: Record<string, Schema>;
    parameters?: Record<string, Parameter>;
    responses?: Record<string, Answer>;
  };
}

export interface OperationOf {
  tags?: string[];
  operationId?: string;
  summary?: string;
  description?: string;
  parameters?: (Parameter | Ref)[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, Answer | Ref>;
  'x-permission'?: string;
  security?: unknown[];
}

export interface Ref {
  $ref: string;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface Answer {
  description?: string;
  content?: Record<string, { schema?: Schema }>;
}

export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  nullable?: boolean;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  additionalProperties?: boolean | Schema;
}

export interface Operation {
  method: string;
  path: string;
  of: OperationOf;
}

const METHODS = ['get', 'post', 'put', 'delete', 'head'];

/** Every operation by its first tag, in the order of the document. */
export function operationsOf(document: ApiDocument): Map<string, Operation[]> {
  const tags = new Map<string, Operation[]>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const of = methods[method];
      if (!of || Array.isArray(of)) continue;
      const tag = of.tags?.[0] ?? 'other';
      tags.set(tag, [...(tags.get(tag) ?? []), { method, path, of }]);
    }
  }
  return tags;
}

export function matches(operation: Operation, words: string): boolean {
  const text = `${operation.method} ${operation.path} ${operation.of.summary ?? ''} ${operation.of.operationId ?? ''}`;
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
}

/** What a reference within the document points to; the value itself when it is none. */
export function resolved<T extends object>(document: ApiDocument, value: T | Ref): T {
  const ref = (value as Ref).$ref;
  if (!ref) return value as T;
  const found = ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
  return (found ?? {}) as T;
}

const DEEP = 4;

/** A schema as text that resembles a value of it. */
export function shapeOf(document: ApiDocument, schema: Schema | undefined, depth = 0): string {
  if (!schema) return 'any';
  const name = schema.$ref?.split('/').at(-1);
  if (name && depth >= DEEP) return name;
  const real = resolved<Schema>(document, schema as Schema | Ref);
  const parts = real.allOf ?? real.oneOf ?? real.anyOf;
  if (parts) return parts.map((part) => shapeOf(document, part, depth)).join(real.allOf ? ' & ' : ' | ');
  const pad = '  '.repeat(depth + 1);
  const orNull = real.nullable ? ' | null' : '';
  if (real.properties) {
    const required = new Set(real.required);
    const lines = Object.entries(real.properties).map(
      ([key, value]) => `${pad}${key}${required.has(key) ? '' : '?'}: ${shapeOf(document, value, depth + 1)}`,
    );
    return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}${orNull}`;
  }
  if (real.type === 'array') return `[${shapeOf(document, real.items, depth)}]${orNull}`;
  if (real.enum) return real.enum.map((each) => JSON.stringify(each)).join(' | ') + orNull;
  if (typeof real.additionalProperties === 'object')
    return `{ [key]: ${shapeOf(document, real.additionalProperties, depth + 1)} }${orNull}`;
  return (real.format ?? real.type ?? 'any') + orNull;
}
