import DashboardPage from './pages/DashboardPage.vue'
import ObservationsPage from './pages/ObservationsPage.vue'
import ObservationSheetPage from './pages/ObservationSheetPage.vue'
import PaperDeskPage from './pages/PaperDeskPage.vue'
import LessonsPage from './pages/LessonsPage.vue'
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
import { createHashHistory, createRouter } from './shared/router'

/** Every page, in one file with the rest. `Todo.route` and `Hit.route` of the host name these paths. */
export const routes = [
  { path: '/', component: DashboardPage },
  { path: '/observations', component: ObservationsPage },
  { path: '/observations/new', component: ObservationSheetPage },
  { path: '/observations/paper', component: PaperDeskPage },
  { path: '/observations/:id', component: ObservationSheetPage },
  { path: '/lessons', component: LessonsPage },
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
  { path: '/import/:kind', component: ImportPage },
  { path: '/setup', component: SetupPage, bare: true },
  { path: '*', redirect: '/' },
]

export const router = createRouter({ history: createHashHistory(), routes })
