import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'
import DashboardPage from './pages/DashboardPage.vue'
import ObservationsPage from './pages/ObservationsPage.vue'
import ObservationSheetPage from './pages/ObservationSheetPage.vue'
import HomeworkPage from './pages/HomeworkPage.vue'
import LessonPlansPage from './pages/LessonPlansPage.vue'
import MentoringPage from './pages/MentoringPage.vue'
import SummaryPage from './pages/SummaryPage.vue'
import LedgerPage from './pages/LedgerPage.vue'
import RosterPage from './pages/RosterPage.vue'
import CalendarPage from './pages/CalendarPage.vue'
import NewYearPage from './pages/NewYearPage.vue'
import QuotaPage from './pages/QuotaPage.vue'
import SettingsPage from './pages/SettingsPage.vue'
import HistoryPage from './pages/HistoryPage.vue'
import ImportPage from './pages/ImportPage.vue'
import SetupPage from './pages/SetupPage.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown without the shell around it. */
    bare?: boolean
  }
}

/** Every page, in one file with the rest. `Todo.route` and `Hit.route` of the host name these paths. */
export const routes: RouteRecordRaw[] = [
  { path: '/', component: DashboardPage },
  { path: '/observations', component: ObservationsPage },
  { path: '/observations/new', component: ObservationSheetPage },
  { path: '/observations/:id', component: ObservationSheetPage, props: true },
  { path: '/homework', component: HomeworkPage },
  { path: '/plans', component: LessonPlansPage },
  { path: '/mentoring', component: MentoringPage },
  { path: '/ledger', component: LedgerPage },
  { path: '/summary', component: SummaryPage },
  { path: '/roster', component: RosterPage },
  { path: '/calendar', component: CalendarPage },
  { path: '/new-year', component: NewYearPage },
  { path: '/quota', component: QuotaPage },
  { path: '/settings', component: SettingsPage },
  { path: '/history', component: HistoryPage },
  { path: '/import/:kind', component: ImportPage, props: true },
  { path: '/setup', component: SetupPage, meta: { bare: true } },
  { path: '/:rest(.*)*', redirect: '/' },
]

export const router = createRouter({ history: createWebHashHistory(), routes })
