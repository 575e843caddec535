-- What is asked of every visit of a term is read in the order of these indexes, without a look-up for each sheet.

DROP INDEX observation_sheet_visits;
CREATE INDEX observation_sheet_by_lesson ON observation_sheet (lesson_id);
-- Sheets that were handed in, those of one lesson by the moment of handing in.
CREATE INDEX observation_sheet_visits ON observation_sheet (
  lesson_id, coalesce(submitted_at, ''), id, observer_id, lesson_kind,
  (strengths <> '' OR problems <> '' OR advice <> '' OR gains <> '')
) WHERE deleted_at IS NULL AND state <> 'draft';
-- One entry for nearly every sheet with a process: rows are numbered from 1.
CREATE INDEX timeline_entry_first ON timeline_entry (sheet_id) WHERE position = 1 AND deleted_at IS NULL;
