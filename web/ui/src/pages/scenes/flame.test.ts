import { describe, expect, it } from 'vitest';
import { type FlameNode, framesOf, isFlameGraph, readable, shortName } from './flame';

const GRAPH: FlameNode = {
  name: 'root',
  value: 100,
  children: [
    { name: 'a.b.C.run:1', value: 75, children: [{ name: 'a.b.C.hot:2', value: 75 }] },
    { name: 'a.b.D.wait:3', value: 25, children: null },
  ],
};

describe('a flame graph', () => {
  it('gives every frame the width of its samples, below its caller', () => {
    const at = Object.fromEntries(framesOf(GRAPH).map(({ node, row, left, width }) => [node.name, [row, left, width]]));
    expect(at).toEqual({
      root: [0, 0, 1],
      'a.b.C.run:1': [1, 0, 0.75],
      'a.b.D.wait:3': [1, 0.75, 0.25],
      'a.b.C.hot:2': [2, 0, 0.75],
    });
  });

  it('leaves out what cannot be seen', () => {
    const crowd = { name: 'root', value: 100_000, children: [{ name: 'rare', value: 1 }] };
    expect(framesOf(crowd)).toHaveLength(1);
  });

  it('is told from other JSON', () => {
    expect(isFlameGraph(JSON.stringify({ endTimestamp: 1, data: GRAPH }))?.value).toBe(100);
    expect(isFlameGraph('{"endTimestamp": -2}')).toBeNull();
    expect(isFlameGraph('no JSON')).toBeNull();
  });

  it('names a frame by its class and method', () => {
    expect(shortName('org.apache.flink.Task.run:579')).toBe('Task.run:579');
    expect(shortName('root')).toBe('root');
  });

  it('lays JSON out and leaves text alone', () => {
    expect(readable('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(readable('[GC] 1')).toBe('[GC] 1');
  });
});
