import { cleanup } from '@testing-library/vue'
import { afterEach } from 'vitest'
import { learn } from '@/host'
import { ROLES, TOPICS } from '@/host/generated'
import words from '../../assets/messages/errors.zh-CN.json'

const names = Object.keys(ROLES) as (keyof typeof ROLES)[]
const facts = names.map((name) => [name, { roles: ROLES[name], ...TOPICS[name] }])
learn({ words, commands: Object.fromEntries(facts) } as never)

afterEach(cleanup)
