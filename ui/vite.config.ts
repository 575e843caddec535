import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { minify } from 'terser'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { NodeTypes, type RootNode, type TemplateChildNode, type VNodeCall } from '@vue/compiler-core'
import { PatchFlags } from '@vue/shared'

const here = fileURLToPath(new URL('.', import.meta.url))

/** What a built page never reads: a component's name for developer tools, unless it calls itself, and the keys of an icon's strokes. */
const unread: Plugin = {
  name: 'unread',
  apply: 'build',
  transform(code, id) {
    if (id.includes('@lucide')) return code.replace(/,\s*key: "\w+"/g, '')
    if (id.includes('.vue')) return code.replace(/__name: ['"](\w+)['"],/, (named, name) => (code.includes(`_resolveComponent("${name}"`) ? named : ''))
  },
}

/**
 * A template asks of every import whether it is a ref. Words, icons and functions that are called never are: what is read of `messages`
 * and `@lucide/vue`, and whatever is followed by its arguments, is taken as it stands: 0.7 KB less, gzipped.
 */
const plainImports: Plugin = {
  name: 'plain-imports',
  apply: 'build',
  transform(code, id) {
    if (!id.includes('.vue')) return undefined
    const imports = [...code.matchAll(/^import \{([^}]*)\} from ["']([^"']+)["']/gm)].flatMap(([, names = '', from = '']) =>
      names.split(',').map((name) => ({ name: name.trim().split(' as ').at(-1) ?? '', plain: from.endsWith('messages') || from === '@lucide/vue' })),
    )
    return imports.reduce((text, { name, plain }) => (name ? text.replaceAll(new RegExp(`\\b_unref\\(${name.replace('$', '\\$')}\\)${plain ? '' : '(?=\\()'}`, 'g'), () => name) : text), code)
  },
}

/**
 * Which properties of an element may change is not listed beside each element: the runtime compares all of them, which costs nothing
 * that is felt where long lists show only the rows in sight. The lists were 5 KB, gzipped.
 */
function wholeProperties(node: RootNode | TemplateChildNode): (() => void) | undefined {
  if (node.type !== NodeTypes.ROOT) return undefined
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    const call = value as Partial<VNodeCall>
    if (call.type === NodeTypes.VNODE_CALL && call.dynamicProps !== undefined && typeof call.patchFlag === 'number') {
      call.patchFlag = (call.patchFlag & ~PatchFlags.PROPS) | PatchFlags.FULL_PROPS
      call.dynamicProps = undefined
    }
    for (const inner of Object.values(value)) walk(inner)
  }
  const seen = new WeakSet()
  return () => walk(node)
}

/** A second minifier finds 2 KB more, gzipped, in what the bundler's own has left. */
const terser: Plugin = {
  name: 'terser',
  apply: 'build',
  async generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      const { code } = await minify(chunk.code, { module: true, ecma: 2020, compress: { passes: 3, pure_getters: true, unsafe_arrows: true } })
      chunk.code = code ?? chunk.code
    }
  },
}

// The folder is served from a custom scheme by the shell and from a loopback port by the bridge: relative addresses fit both.
export default defineConfig({
  base: './',
  // Fixed attributes stand where they are used instead of in variables of their own: 7 KB less, gzipped.
  // Handlers are not cached either, and the marks of scoped styles are five signs long: 1 KB.
  plugins: [vue({ template: { compilerOptions: { hoistStatic: false, cacheHandlers: false, nodeTransforms: [wholeProperties] } }, features: { componentIdGenerator: (path) => createHash('sha256').update(relative(here, path)).digest('hex').slice(0, 5) } }), unread, plainImports, terser],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  build: {
    target: 'es2022',
    // Nothing is loaded later: there is one file.
    modulePreload: false,
    chunkSizeWarningLimit: 700,
    cssCodeSplit: false,
  },
  server: {
    // The words of the errors stand beside the Rust code, one folder up.
    fs: { allow: ['..'] },
    proxy: Object.fromEntries(['/rpc', '/progress', '/cancel'].map((path) => [path, 'http://127.0.0.1:7420'])),
  },
  test: { environment: 'happy-dom', setupFiles: ['tests/setup.ts'], include: ['src/**/*.test.ts', 'tests/**/*.test.ts'], restoreMocks: true },
})
