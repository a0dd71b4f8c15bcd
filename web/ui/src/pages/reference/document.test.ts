import { describe, expect, it } from 'vitest';
import { type ApiDocument, matches, operationsOf, shapeOf } from './document';

const DOCUMENT: ApiDocument = {
  info: { title: 'Weir', version: '1' },
  paths: {
    '/a/{id}': { get: { tags: ['a'], summary: 'Reads one' }, delete: { tags: ['a'] }, parameters: [] },
    '/b': { post: { tags: ['b'] } },
  },
  components: {
    schemas: {
      Node: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string' },
          kind: { type: 'string', enum: ['x', 'y'] },
          children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
        },
      },
    },
  },
};

describe('the document', () => {
  it('is told by tags, and what is no operation is left out', () => {
    const tags = operationsOf(DOCUMENT);
    expect([...tags.keys()]).toEqual(['a', 'b']);
    expect(tags.get('a')?.map(({ method }) => method)).toEqual(['get', 'delete']);
  });

  it('is searched by every word', () => {
    const [read] = operationsOf(DOCUMENT).get('a') ?? [];
    expect(read && matches(read, 'GET reads')).toBe(true);
    expect(read && matches(read, 'reads b')).toBe(false);
  });

  it('ends where a schema holds itself', () => {
    const shape = shapeOf(DOCUMENT, { $ref: '#/components/schemas/Node' });
    expect(shape).toContain('name: string');
    expect(shape).toContain('kind?: "x" | "y"');
    expect(shape).toContain('children?: [Node]');
  });
});
