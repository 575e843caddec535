-- Photos of handwritten pages, numbered blank forms, planned lessons and who will come, registers sent out.

-- What the ledger and coverage ask of every visit of a term stands in two indexes.
DROP INDEX lesson_by_date;
CREATE INDEX lesson_visited ON lesson (date, period, id, class_id, lesson_count, teacher_id, subject, outside);
DROP INDEX observation_sheet_by_lesson;
CREATE INDEX observation_sheet_visits ON observation_sheet (
  lesson_id, state, deleted_at, observer_id, lesson_kind, submitted_at, id,
  (strengths <> '' OR problems <> '' OR advice <> '' OR gains <> '')
);

-- Photos.

-- Numbered blank forms.

-- Planned lessons and reservations.

-- Registers sent out and collected.

-- Joint observation.
