-- Scoring sheets of every form, the quota ledger, what follows a lesson, and paper books.

-- A version of a scoring sheet is one document, frozen by its first use; older ones stand in rubric_item and rubric_band.
ALTER TABLE rubric ADD COLUMN document TEXT;             -- JSON; none: the items and bands of five levels
ALTER TABLE rubric ADD COLUMN line_id TEXT;              -- first version; none: its own
ALTER TABLE rubric ADD COLUMN retired_on TEXT;           -- last day on which it was offered
CREATE INDEX observation_sheet_by_rubric ON observation_sheet (rubric_id);

-- What was given beside a level: points, a number of occurrences, a veto.
ALTER TABLE sheet_score ADD COLUMN value REAL;

-- A version of a rule holds from a day to a day; a change from a day on makes the next one.
ALTER TABLE quota_rule ADD COLUMN line_id TEXT;          -- first version; none: its own
ALTER TABLE quota_rule ADD COLUMN valid_to TEXT;         -- last day
ALTER TABLE quota_rule ADD COLUMN target TEXT;           -- rules of one target compete, targets stand side by side
ALTER TABLE quota_rule ADD COLUMN most INTEGER;          -- upper end of a range (30–40)
ALTER TABLE quota_rule ADD COLUMN every TEXT;            -- term, month, week; none: term
ALTER TABLE quota_rule ADD COLUMN whose TEXT;            -- whose lessons: anyone, mentors, apprentices, department, prep_group, teachers
ALTER TABLE quota_rule ADD COLUMN each INTEGER;          -- the number is owed to each of them
ALTER TABLE quota_rule ADD COLUMN all_of INTEGER;        -- who must meet all conditions, not any
ALTER TABLE quota_rule ADD COLUMN numbered INTEGER;      -- 0: a duty in words without a number
ALTER TABLE quota_rule ADD COLUMN note TEXT;
ALTER TABLE quota_rule ADD COLUMN outside INTEGER;       -- lessons in other schools count; none: as the school counts
ALTER TABLE quota_rule ADD COLUMN own_subject INTEGER;   -- only lessons of the observer's subjects count; none: as the school counts
ALTER TABLE quota_post ADD COLUMN what TEXT;             -- post, tag, subject, stage, years_most, years_least, paired, rest_of, kind, not_kind; none: post

-- How the school counts, from a day on.
CREATE TABLE quota_counting (
  id TEXT PRIMARY KEY NOT NULL,
  valid_from TEXT,
  several_posts TEXT NOT NULL,        -- strictest, sum, named
  most_each INTEGER NOT NULL,         -- a double lesson counts at most as so many, 1–3
  joint INTEGER NOT NULL,             -- every observer of a joint observation counts
  outside INTEGER NOT NULL,           -- lessons in other schools count
  own_subject INTEGER NOT NULL,       -- only lessons of the observer's subjects count
  needs_process INTEGER NOT NULL,
  needs_opinion INTEGER NOT NULL,
  deleted_at TEXT
) STRICT;

-- The rule by which somebody with several posts is counted, where the school names it.
CREATE TABLE quota_named (
  id TEXT PRIMARY KEY NOT NULL,
  teacher_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX quota_named_by_teacher ON quota_named (teacher_id);

-- 核减: what leave, secondment, training or a late start takes off.
CREATE TABLE waiver (
  id TEXT PRIMARY KEY NOT NULL,
  teacher_id TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  how TEXT NOT NULL,                  -- exempt, weeks, lessons
  lessons INTEGER,                    -- taken off, where the office says a number
  reason TEXT NOT NULL,
  approver TEXT NOT NULL,             -- a post or an office
  deleted_at TEXT
) STRICT;
CREATE INDEX waiver_by_teacher ON waiver (teacher_id);

-- 听课本查阅登记: the check of a teacher's paper book.
CREATE TABLE book_review (
  id TEXT PRIMARY KEY NOT NULL,
  term_id TEXT NOT NULL,
  teacher_id TEXT NOT NULL,
  date TEXT NOT NULL,
  entered INTEGER NOT NULL,           -- lessons written in the book since the check before
  valid INTEGER NOT NULL,
  reason TEXT NOT NULL,               -- why not all are valid
  grade TEXT NOT NULL,
  reviewer_id TEXT,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX book_review_by_term ON book_review (term_id, teacher_id);

-- Where a teacher's lessons of a term are counted from, where the office chose it: sheets, book.
CREATE TABLE evidence_source (
  id TEXT PRIMARY KEY NOT NULL,
  term_id TEXT NOT NULL,
  teacher_id TEXT NOT NULL,
  source TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX evidence_source_by_term ON evidence_source (term_id, teacher_id);

ALTER TABLE lesson ADD COLUMN outside TEXT;              -- the other school; none: our own
ALTER TABLE lesson ADD COLUMN outside_teacher TEXT;      -- who gave it there, as written
ALTER TABLE lesson ADD COLUMN pupils_due INTEGER;
ALTER TABLE lesson ADD COLUMN pupils_present INTEGER;
ALTER TABLE timeline_entry ADD COLUMN side TEXT;         -- teaching, learning; none: not told apart
ALTER TABLE timeline_entry ADD COLUMN phase TEXT;        -- name of the phase that begins with the row
ALTER TABLE timeline_entry ADD COLUMN minutes INTEGER;   -- length of the phase

-- 评课记录: what was said of a lesson afterwards, a row a step.
CREATE TABLE discussion (
  id TEXT PRIMARY KEY NOT NULL,
  lesson_id TEXT NOT NULL,
  date TEXT NOT NULL,
  chair_id TEXT,
  attendees TEXT NOT NULL,            -- names or groups as written
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX discussion_by_lesson ON discussion (lesson_id);

CREATE TABLE discussion_step (
  id TEXT PRIMARY KEY NOT NULL,
  discussion_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,                 -- 课后说课, 观点呈现 …
  text TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX discussion_step_by_discussion ON discussion_step (discussion_id, position);

-- The teacher's answer to a sheet.
CREATE TABLE sheet_answer (
  id TEXT PRIMARY KEY NOT NULL,
  sheet_id TEXT NOT NULL,
  kind TEXT NOT NULL,                 -- acknowledged, replied, objected
  text TEXT NOT NULL,
  answered_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX sheet_answer_by_sheet ON sheet_answer (sheet_id);

-- What a sheet asks for afterwards, with an owner and a day; a promised visit is one.
CREATE TABLE follow_up (
  id TEXT PRIMARY KEY NOT NULL,
  sheet_id TEXT NOT NULL,
  kind TEXT NOT NULL,                 -- improve, revisit
  text TEXT NOT NULL,
  owner_id TEXT,
  due TEXT,
  done_on TEXT,
  result TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX follow_up_by_sheet ON follow_up (sheet_id);
-- Whether a sheet has a process is asked of every sheet of a term.
CREATE INDEX timeline_entry_present ON timeline_entry (sheet_id) WHERE deleted_at IS NULL;
