import type { PlannedInput, PlannedLesson } from '@/host'

/** Who is expected at a lesson: all but those who declined. */
export function expected(lesson: PlannedLesson) {
  return lesson.coming.filter((seat) => seat.state !== 'declined')
}

/** All that does not fit, of the lesson and of who comes. */
export function clashes(lesson: PlannedLesson): string[] {
  return [...lesson.hints.map((hint) => hint.text), ...lesson.coming.flatMap((seat) => seat.hints.map((hint) => `${seat.teacher}：${hint.text}`))]
}

/** What is sent of a lesson. */
export function inputOf(lesson: PlannedLesson): PlannedInput {
  const { date, period, teacher_id, class_id, subject, topic, lesson_kind, place, host, note, seats } = lesson
  return { id: lesson.id || null, date, period, teacher_id, class_id, subject, topic, lesson_kind, place, host, note, seats }
}
