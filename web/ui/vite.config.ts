import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const ENTRY = fileURLToPath(new URL('src/main.tsx', import.meta.url));
/** Imports all of a library, of which a module needs what it names. */
const BARREL = /@mantine[\\/]core[\\/]esm[\\/]index\.mjs$/;
const NAMED = /import\s*\{([^}]*)\}\s*from\s*["']@mantine\/core["']/g;

interface Graph {
  getModuleInfo(id: string): { importedIds: readonly string[]; code: string | null } | null;
}

function namedIn(code: string): Set<string> {
  const names = [...code.matchAll(NAMED)].flatMap(([, list = '']) => list.split(','));
  return new Set(names.map((name) => name.trim().replace(/\s+as\s.*$/s, '')));
}

/**
 * Which file a module of the first page goes to: what `main.tsx` imports, and so on. Some of it is shared with other pages, and in a file for each
 * group of pages that share it, it would be thirty files. It is two: ours, and the libraries, which seldom change.
 */
function fileOf() {
  const wanted = new Set<string>();
  const add = (id: string, graph: Graph) => {
    if (wanted.has(id)) return;
    wanted.add(id);
    const module = graph.getModuleInfo(id);
    for (const next of module?.importedIds ?? []) {
      if (!BARREL.test(next)) {
        add(next, graph);
        continue;
      }
      const names = namedIn(module?.code ?? '');
      for (const part of graph.getModuleInfo(next)?.importedIds ?? []) {
        if (names.has(part.replace(/^.*[\\/]|\.mjs$/g, ''))) add(part, graph);
      }
    }
  };
  return (id: string, graph: Graph) => {
    if (wanted.size === 0) add(ENTRY, graph);
    if (!wanted.has(id)) return null;
    return id.includes('node_modules') ? 'libraries' : 'first';
  };
}

/** The font of the first page comes with its styles, not after them. */
function fontFirst(): Plugin {
  return {
    name: 'weir-font-first',
    enforce: 'post',
    transformIndexHtml(html, { bundle }) {
      const font = Object.keys(bundle ?? {}).find((file) => /inter-latin-wght.*woff2$/.test(file));
      if (!font) return html;
      const preload = `    <link rel="preload" as="font" type="font/woff2" crossorigin href="/${font}">\n`;
      return html.replace(/( *<script type="module")/, `${preload}$1`);
    },
  };
}

const weir = process.env.WEIR_URL ?? 'http://127.0.0.1:8090';
// Weir refuses changes that a page of another origin asks for, and this server is one.
const proxied = { target: weir, changeOrigin: true, headers: { origin: weir } };

export default defineConfig({
  plugins: [react(), fontFirst()],
  build: {
    // The content security policy allows nothing inline, so neither fonts nor images become data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    sourcemap: false,
    license: { fileName: 'licenses/packages.md' },
    rolldownOptions: {
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: fileOf() }] } },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': proxied, '/prometheus': proxied, '/-': proxied },
  },
});
