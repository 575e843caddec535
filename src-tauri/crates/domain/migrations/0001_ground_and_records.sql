-- The ground (school, roster, calendar, timetable, quotas) and the four kinds of record.
-- Every table: UUIDv7 text key, deletion as a field. References may dangle; duplicates are findings, not errors.
-- Days are YYYY-MM-DD, months YYYY-MM, clock times HH:MM, moments RFC 3339 with offset.

CREATE TABLE school (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  stage TEXT NOT NULL,
  sample INTEGER NOT NULL,
  pinned_at TEXT,                     -- the sample school's clock starts here
  deleted_at TEXT
) STRICT;

CREATE TABLE department (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE teacher (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  employee_no TEXT,
  department_id TEXT,
  subject TEXT NOT NULL,
  title TEXT,
  first_taught TEXT,
  in_service INTEGER NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX teacher_by_name ON teacher (name);

CREATE TABLE teacher_post (
  id TEXT PRIMARY KEY NOT NULL,
  teacher_id TEXT NOT NULL,
  post TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX teacher_post_by_teacher ON teacher_post (teacher_id);

CREATE TABLE school_class (
  id TEXT PRIMARY KEY NOT NULL,
  grade TEXT NOT NULL,
  number INTEGER NOT NULL,
  pupils INTEGER,
  deleted_at TEXT
) STRICT;

CREATE TABLE term (
  id TEXT PRIMARY KEY NOT NULL,
  school_year TEXT NOT NULL,
  number INTEGER NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  week_start INTEGER NOT NULL,        -- 1 Monday, 7 Sunday
  deleted_at TEXT
) STRICT;

CREATE TABLE teaching_week (
  id TEXT PRIMARY KEY NOT NULL,
  term_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  kind TEXT NOT NULL,                 -- teaching, holiday, exam
  label TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX teaching_week_by_term ON teaching_week (term_id, number);

CREATE TABLE calendar_day (
  id TEXT PRIMARY KEY NOT NULL,
  date TEXT NOT NULL,
  kind TEXT NOT NULL,                 -- holiday, make_up
  name TEXT NOT NULL,
  follows_weekday INTEGER,
  state INTEGER NOT NULL,             -- from the State Council's notice
  deleted_at TEXT
) STRICT;
CREATE INDEX calendar_day_by_date ON calendar_day (date);

CREATE TABLE period (
  id TEXT PRIMARY KEY NOT NULL,
  number INTEGER NOT NULL,
  start TEXT NOT NULL,
  "end" TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE timetable_lesson (
  id TEXT PRIMARY KEY NOT NULL,
  term_id TEXT NOT NULL,
  weekday INTEGER,                    -- 1–7 for a weekly lesson, else
  date TEXT,                          -- the day of a dated timetable
  period INTEGER NOT NULL,
  class_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  teacher_id TEXT,
  place TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX timetable_by_term ON timetable_lesson (term_id, weekday, period);
CREATE INDEX timetable_by_teacher ON timetable_lesson (teacher_id);

CREATE TABLE quota_rule (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  lessons INTEGER NOT NULL,           -- owed in a term
  valid_from TEXT,
  deleted_at TEXT
) STRICT;

CREATE TABLE quota_post (
  id TEXT PRIMARY KEY NOT NULL,
  quota_rule_id TEXT NOT NULL,
  post TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE rubric (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  total REAL NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE rubric_item (
  id TEXT PRIMARY KEY NOT NULL,
  rubric_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  points REAL NOT NULL,               -- at level 5
  levels TEXT NOT NULL,               -- what the levels 1–5 mean, one line each
  deleted_at TEXT
) STRICT;

CREATE TABLE rubric_band (
  id TEXT PRIMARY KEY NOT NULL,
  rubric_id TEXT NOT NULL,
  name TEXT NOT NULL,
  least REAL NOT NULL,
  deleted_at TEXT
) STRICT;

-- A lesson may be observed by many; each observer writes a sheet.
CREATE TABLE lesson (
  id TEXT PRIMARY KEY NOT NULL,
  date TEXT NOT NULL,
  period INTEGER,
  lesson_count INTEGER NOT NULL,      -- counts as 1–3 lessons
  teacher_id TEXT,
  subject TEXT NOT NULL,
  class_id TEXT,
  topic TEXT NOT NULL,
  lesson_type TEXT NOT NULL,
  place TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX lesson_by_date ON lesson (date, period);
CREATE INDEX lesson_by_teacher ON lesson (teacher_id, date);

CREATE TABLE observation_sheet (
  id TEXT PRIMARY KEY NOT NULL,
  lesson_id TEXT NOT NULL,
  observer_id TEXT,
  lesson_kind TEXT NOT NULL,          -- why this observer was there: 推门课, 师徒听课 …
  state TEXT NOT NULL,                -- draft, submitted, amended
  rubric_id TEXT NOT NULL,
  entered_after INTEGER NOT NULL,
  reported_total REAL,                -- a total without items, from a register
  strengths TEXT NOT NULL,
  problems TEXT NOT NULL,
  advice TEXT NOT NULL,
  gains TEXT NOT NULL,
  submitted_at TEXT,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX observation_sheet_by_lesson ON observation_sheet (lesson_id);
CREATE INDEX observation_sheet_by_observer ON observation_sheet (observer_id);

CREATE TABLE timeline_entry (
  id TEXT PRIMARY KEY NOT NULL,
  sheet_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  clock TEXT,                         -- only when written during the lesson
  process TEXT NOT NULL,
  remark TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX timeline_entry_by_sheet ON timeline_entry (sheet_id, position);

CREATE TABLE sheet_score (
  id TEXT PRIMARY KEY NOT NULL,
  sheet_id TEXT NOT NULL,
  rubric_item_id TEXT NOT NULL,
  level INTEGER,                      -- 1–5
  deleted_at TEXT
) STRICT;
CREATE INDEX sheet_score_by_sheet ON sheet_score (sheet_id);

CREATE TABLE homework_check (
  id TEXT PRIMARY KEY NOT NULL,
  date TEXT NOT NULL,
  checker_id TEXT,
  teacher_id TEXT NOT NULL,
  class_id TEXT,
  subject TEXT NOT NULL,
  book_kind TEXT NOT NULL,
  required INTEGER,
  assigned INTEGER,
  fully_marked INTEGER,
  remarked INTEGER,
  sampled INTEGER,
  band TEXT NOT NULL,
  advice TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX homework_check_by_date ON homework_check (date, teacher_id);

CREATE TABLE lesson_plan (
  id TEXT PRIMARY KEY NOT NULL,
  term_id TEXT NOT NULL,
  teacher_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  grade TEXT NOT NULL,
  unit TEXT NOT NULL,
  topic TEXT NOT NULL,
  planned_date TEXT,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX lesson_plan_by_term ON lesson_plan (term_id, teacher_id);

CREATE TABLE lesson_plan_draft (
  id TEXT PRIMARY KEY NOT NULL,
  plan_id TEXT NOT NULL,
  number INTEGER NOT NULL,            -- 1 一稿, 2 二稿, 3 三稿, 4 定稿
  author_id TEXT,
  date TEXT NOT NULL,
  body TEXT NOT NULL,
  discussion TEXT NOT NULL,
  reflection TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX lesson_plan_draft_by_plan ON lesson_plan_draft (plan_id, number);

CREATE TABLE pairing (
  id TEXT PRIMARY KEY NOT NULL,
  mentor_id TEXT NOT NULL,
  apprentice_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  started_on TEXT NOT NULL,
  ended_on TEXT,
  note TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE pairing_duty (
  id TEXT PRIMARY KEY NOT NULL,
  pairing_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  direction TEXT NOT NULL,            -- mentor_observes, apprentice_observes
  times INTEGER NOT NULL,
  every_weeks INTEGER,                -- none: over the whole term
  deleted_at TEXT
) STRICT;
CREATE INDEX pairing_duty_by_pairing ON pairing_duty (pairing_id);

CREATE TABLE pairing_activity (
  id TEXT PRIMARY KEY NOT NULL,
  pairing_id TEXT NOT NULL,
  date TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX pairing_activity_by_pairing ON pairing_activity (pairing_id);
