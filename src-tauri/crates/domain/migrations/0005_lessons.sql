-- Photos of handwritten pages, numbered blank forms, planned lessons and who will come, registers sent out.

-- What the ledger and coverage ask of every visit of a term stands in two indexes.
DROP INDEX lesson_by_date;
CREATE INDEX lesson_visited ON lesson (date, period, id, class_id, lesson_count, teacher_id, subject, outside);
DROP INDEX observation_sheet_by_lesson;
CREATE INDEX observation_sheet_visits ON observation_sheet (
  lesson_id, state, deleted_at, observer_id, lesson_kind, submitted_at, id,
  (strengths <> '' OR problems <> '' OR advice <> '' OR gains <> '')
);

-- Photos. The bytes stand last: what is said of a photo is read without them.
CREATE TABLE photo (
  id TEXT PRIMARY KEY NOT NULL, sheet_id TEXT NOT NULL, kind TEXT NOT NULL, position INTEGER NOT NULL,
  caption TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, size INTEGER NOT NULL, deleted_at TEXT,
  picture BLOB NOT NULL
) STRICT;
CREATE INDEX photo_of_sheet ON photo (sheet_id);

-- Numbered blank forms.
CREATE TABLE blank_form (
  id TEXT PRIMARY KEY NOT NULL,
  term_id TEXT NOT NULL,
  running INTEGER NOT NULL,           -- counts within the term
  number TEXT NOT NULL,               -- as printed: 26A-0417-K
  observer_id TEXT,                   -- for whom it was made
  sheet_id TEXT,                      -- the sheet that was written from it
  made_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX blank_form_by_number ON blank_form (number);
CREATE INDEX blank_form_by_term ON blank_form (term_id, running);
CREATE INDEX blank_form_by_sheet ON blank_form (sheet_id);

-- Planned lessons and reservations.
-- A planned lesson is a lesson like any other: this row says that it is planned, and as what.
CREATE TABLE planned_lesson (
  id TEXT PRIMARY KEY NOT NULL,
  lesson_id TEXT NOT NULL,
  lesson_kind TEXT NOT NULL,          -- 公开课, 展示课 …
  host TEXT NOT NULL,                 -- who organises it: 教务处, 语文教研组; may be empty
  note TEXT NOT NULL,
  seats INTEGER,                      -- none: as many as come
  cancelled_on TEXT,
  reason TEXT NOT NULL,               -- why it was cancelled
  deleted_at TEXT
) STRICT;
CREATE INDEX planned_lesson_by_lesson ON planned_lesson (lesson_id);

CREATE TABLE lesson_seat (
  id TEXT PRIMARY KEY NOT NULL,
  lesson_id TEXT NOT NULL,
  teacher_id TEXT NOT NULL,           -- who comes to observe
  state TEXT NOT NULL,                -- reserved, invited, accepted, declined
  note TEXT NOT NULL,                 -- why an invitation was declined
  deleted_at TEXT
) STRICT;
CREATE INDEX lesson_seat_by_lesson ON lesson_seat (lesson_id);
CREATE INDEX lesson_seat_by_teacher ON lesson_seat (teacher_id);

-- Registers sent out and collected.

-- A form that was made for a department: what a returned file says it is.
CREATE TABLE register_form (
  id TEXT PRIMARY KEY NOT NULL,
  sending_id TEXT NOT NULL,           -- forms of one sending
  term_id TEXT NOT NULL,
  department_id TEXT NOT NULL,
  file_name TEXT NOT NULL,
  due_on TEXT,
  sent_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX register_form_by_term ON register_form (term_id, department_id);

-- A file that was collected, with or without the mark of a form.
CREATE TABLE register_return (
  id TEXT PRIMARY KEY NOT NULL,
  term_id TEXT NOT NULL,
  form_id TEXT,
  file_name TEXT NOT NULL,
  entered INTEGER NOT NULL,           -- rows that were filled in
  taken INTEGER NOT NULL,             -- rows that are sheets now
  collected_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX register_return_by_term ON register_return (term_id);

-- A sheet that a collected file brought, or said once more.
CREATE TABLE register_sheet (
  id TEXT PRIMARY KEY NOT NULL,
  return_id TEXT NOT NULL,
  sheet_id TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX register_sheet_by_sheet ON register_sheet (sheet_id);
CREATE INDEX register_sheet_by_return ON register_sheet (return_id);

-- Joint observation.
-- A sheet that another observer began for this one; nothing once it is written on.
ALTER TABLE observation_sheet ADD COLUMN named INTEGER;
-- Since when nobody waits for this draft any more.
ALTER TABLE observation_sheet ADD COLUMN waived_at TEXT;
