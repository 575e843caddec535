-- The ground as real schools have it: campuses, prep groups, stages, classes by school year, timetables that follow one
-- another, other bells, changes of single lessons, the term's list of work.

CREATE TABLE campus (
  id TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

ALTER TABLE teacher ADD COLUMN campus_id TEXT;
ALTER TABLE teacher ADD COLUMN first_in_subject TEXT;   -- month of first teaching the subject
ALTER TABLE teacher ADD COLUMN left_on TEXT;            -- last day of service; none while in service
ALTER TABLE teacher ADD COLUMN merged_into TEXT;        -- the other entry of the same person, which goes on

-- Subjects beside the main one.
CREATE TABLE teacher_subject (
  id TEXT PRIMARY KEY NOT NULL,
  teacher_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX teacher_subject_by_teacher ON teacher_subject (teacher_id);

-- Names that a teacher had before.
CREATE TABLE teacher_name (
  id TEXT PRIMARY KEY NOT NULL,
  teacher_id TEXT NOT NULL,
  name TEXT NOT NULL,
  until TEXT NOT NULL,                -- day of the renaming
  deleted_at TEXT
) STRICT;
CREATE INDEX teacher_name_by_teacher ON teacher_name (teacher_id);

-- A dated mark such as 青年教师, given without a birthday.
CREATE TABLE teacher_tag (
  id TEXT PRIMARY KEY NOT NULL,
  teacher_id TEXT NOT NULL,
  tag TEXT NOT NULL,
  until TEXT,                         -- last month
  deleted_at TEXT
) STRICT;
CREATE INDEX teacher_tag_by_teacher ON teacher_tag (teacher_id);

-- All teachers of a subject in a grade.
CREATE TABLE prep_group (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  subject TEXT NOT NULL,
  grade TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE prep_group_member (
  id TEXT PRIMARY KEY NOT NULL,
  prep_group_id TEXT NOT NULL,
  teacher_id TEXT NOT NULL,
  leads INTEGER NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX prep_group_member_by_teacher ON prep_group_member (teacher_id);

-- The school's own stages (梯队) by years in the subject.
CREATE TABLE stage_rule (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  from_years INTEGER NOT NULL,        -- the first year in the subject that belongs to it, from 1
  deleted_at TEXT
) STRICT;

-- A class belongs to one school year; next year's class names the one that it continues. None: the year at hand.
ALTER TABLE school_class ADD COLUMN school_year TEXT;
ALTER TABLE school_class ADD COLUMN continues_id TEXT;
ALTER TABLE school_class ADD COLUMN campus_id TEXT;

-- Who teaches what to which class in a term.
CREATE TABLE assignment (
  id TEXT PRIMARY KEY NOT NULL,
  term_id TEXT NOT NULL,
  teacher_id TEXT NOT NULL,
  class_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  lessons_per_week REAL,
  proposed INTEGER NOT NULL,          -- copied from the term before and not confirmed yet
  deleted_at TEXT
) STRICT;
CREATE INDEX assignment_by_term ON assignment (term_id, teacher_id);

ALTER TABLE term ADD COLUMN closed_at TEXT;             -- when the new year's step closed it
ALTER TABLE calendar_day ADD COLUMN grade TEXT;         -- the only grade that the day is for; none for all

-- Another bell schedule than the school's: of a campus, of a grade, or both.
CREATE TABLE bell_schedule (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  campus_id TEXT,
  grade TEXT,
  deleted_at TEXT
) STRICT;
ALTER TABLE period ADD COLUMN bell_schedule_id TEXT;    -- none: the school's own

-- Timetables of a term follow one another, and a grade may have its own.
CREATE TABLE timetable (
  id TEXT PRIMARY KEY NOT NULL,
  term_id TEXT NOT NULL,
  name TEXT NOT NULL,
  grade TEXT,                         -- none for all
  valid_from TEXT,                    -- none: from the term's first day
  valid_to TEXT,
  deleted_at TEXT
) STRICT;
CREATE INDEX timetable_of_term ON timetable (term_id);
ALTER TABLE timetable_lesson ADD COLUMN timetable_id TEXT;  -- none: the term's first timetable
ALTER TABLE timetable_lesson ADD COLUMN weeks TEXT;         -- odd, even; none for every week

-- One lesson on one day that is otherwise than in the timetable: moved (调课) or given by somebody else (代课).
CREATE TABLE lesson_change (
  id TEXT PRIMARY KEY NOT NULL,
  term_id TEXT NOT NULL,
  kind TEXT NOT NULL,                 -- swap, substitute, cancelled
  lesson_id TEXT NOT NULL,            -- of the timetable
  date TEXT NOT NULL,                 -- the day on which it would have been
  to_date TEXT,
  to_period INTEGER,
  teacher_id TEXT,                    -- who gives it instead
  reason TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX lesson_change_by_term ON lesson_change (term_id, date);

-- 行事历: the term's list of work.
CREATE TABLE work_item (
  id TEXT PRIMARY KEY NOT NULL,
  term_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  month TEXT,                         -- YYYY-MM
  first_day TEXT,                     -- of the week or the days in which it is due
  last_day TEXT,
  text TEXT NOT NULL,
  owner TEXT NOT NULL,                -- a post or an office, such as 教务处; may be empty
  done_on TEXT,
  deleted_at TEXT
) STRICT;
CREATE INDEX work_item_by_term ON work_item (term_id, first_day);

-- Columns that somebody picked by hand for a heading, remembered for the next table of the kind.
CREATE TABLE import_column (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  heading TEXT NOT NULL,
  field TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
