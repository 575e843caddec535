import js from '@eslint/js'
import vue from 'eslint-plugin-vue'
import { readdirSync } from 'node:fs'
import ts from 'typescript-eslint'

const tauri = { group: ['@tauri-apps/*'], message: 'Only src/host talks to the shell.' }

/** Forbids, for the files named, to import from the layers named. */
function layer(files, forbidden, { ignores = [] } = {}) {
  return {
    files,
    ignores,
    rules: { 'no-restricted-imports': ['error', { patterns: [tauri, ...forbidden] }] },
  }
}

const up = (group, message) => ({ group, message })
const features = readdirSync(new URL('./src/features', import.meta.url))

export default ts.config(
  { ignores: ['dist', 'src/host/generated.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    languageOptions: { globals: { process: 'readonly' } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': 'error',
      'no-undef': 'off',
      // The ideographic space is Chinese typography, not an accident.
      'no-irregular-whitespace': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
      'vue/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/max-attributes-per-line': ['error', { singleline: 6, multiline: 1 }],
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'always', normal: 'always', component: 'always' } }],
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/no-undef-components': ['error', { ignorePatterns: ['RouterLink', 'RouterView'] }],
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  // The layers: pages → features → shared → host. Each may look down, none up.
  layer(
    ['src/host/**'],
    [up(['@/shared/*', '@/features/*', '@/pages/*', '../shared/*'], 'host stands at the bottom.')],
    { ignores: ['src/host/tauri.ts'] },
  ),
  layer(['src/shared/**'], [up(['@/features/*', '@/pages/*'], 'shared knows no feature.')]),
  ...features.map((own) =>
    layer(
      [`src/features/${own}/**`],
      [
        up(['@/pages/*'], 'A feature knows no page.'),
        up(['@/features/*', `!@/features/${own}`, '../../features/*'], 'A feature imports no other feature.'),
      ],
    ),
  ),
  layer(['src/pages/**', 'src/*.ts', 'src/*.vue'], []),
)
