/** A node of Flink's flame graph: how many samples were at it or below. */
export interface FlameNode {
  name: string;
  value: number;
  children?: FlameNode[] | null;
}

/** A frame on the picture: its row, and where it lies from 0 to 1. */
export interface Frame {
  node: FlameNode;
  row: number;
  left: number;
  width: number;
}

/** What is narrower cannot be seen, and there are thousands of it. */
const NARROWEST = 0.001;
const MOST = 4_000;

/** The frames below a node, the node itself in the first row. */
export function framesOf(root: FlameNode): Frame[] {
  const frames: Frame[] = [];
  const rest: Frame[] = [{ node: root, row: 0, left: 0, width: 1 }];
  while (rest.length > 0 && frames.length < MOST) {
    const frame = rest.shift() as Frame;
    frames.push(frame);
    let left = frame.left;
    for (const child of frame.node.children ?? []) {
      const width = frame.node.value > 0 ? (frame.width * child.value) / frame.node.value : 0;
      if (width >= NARROWEST) rest.push({ node: child, row: frame.row + 1, left, width });
      left += width;
    }
  }
  return frames;
}

/** The graph that Flink answered with, or null when it is none. */
export function isFlameGraph(text: string): FlameNode | null {
  try {
    const data = (JSON.parse(text) as { data?: FlameNode }).data;
    return data && typeof data.name === 'string' && typeof data.value === 'number' ? data : null;
  } catch {
    return null;
  }
}

/** JSON laid out for reading; other text as it is. */
export function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** A method without its package, which is what fits. */
export function shortName(name: string): string {
  const parts = name.split('.');
  return parts.length > 2 ? parts.slice(-2).join('.') : name;
}
