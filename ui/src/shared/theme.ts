import { ref, watchEffect } from 'vue'

export type ThemeChoice = 'system' | 'light' | 'dark'

const KEY = 'keji.theme'
const dark = window.matchMedia('(prefers-color-scheme: dark)')
const systemDark = ref(dark.matches)

/** What the user chose; the system decides until then. Kept on this machine only. */
export const theme = ref<ThemeChoice>(stored())

/** Applies the theme now and whenever it changes; called once, before the first paint. */
export function startTheme(): void {
  dark.addEventListener('change', (event) => {
    systemDark.value = event.matches
  })
  watchEffect(() => {
    document.documentElement.dataset.theme = themeNow()
  })
}

/** The theme on the screen. */
export function themeNow(): 'light' | 'dark' {
  if (theme.value !== 'system') return theme.value
  return systemDark.value ? 'dark' : 'light'
}

export function chooseTheme(choice: ThemeChoice): void {
  theme.value = choice
  if (choice === 'system') localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, choice)
}

/** Goes to the other one of light and dark. */
export function toggleTheme(): void {
  chooseTheme(themeNow() === 'dark' ? 'light' : 'dark')
}

function stored(): ThemeChoice {
  const kept = localStorage.getItem(KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}
