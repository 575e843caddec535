import { type Ref, ref, watch } from 'vue'
import { useRoute, useRouter } from '../router'

/** A choice that the address keeps and says, so that the way back finds it; `usual` is not written there. */
export function useAsked(name: string, usual = ''): Ref<string> {
  const route = useRoute()
  const router = useRouter()
  const { path } = route
  const asked = (): string => {
    const said = route.query[name]
    return typeof said === 'string' ? said : usual
  }
  const value = ref(asked())
  watch(value, (now) => {
    if (now !== asked()) void router.replace({ query: { ...route.query, [name]: now === usual ? undefined : now } })
  })
  // The address of another page says nothing to this one while it goes.
  watch(asked, (now) => {
    if (route.path === path) value.value = now
  })
  return value
}
