-- Accounts and the settings of the vault.

CREATE TABLE account (
  id TEXT PRIMARY KEY NOT NULL,
  label TEXT NOT NULL,                -- of the office, such as 教务主任; never a person's name
  role TEXT NOT NULL,                 -- director, checker, department_head, teacher
  teacher_id TEXT,
  department_id TEXT,
  deleted_at TEXT
) STRICT;

CREATE TABLE vault_setting (
  id TEXT PRIMARY KEY NOT NULL,
  auto_lock_minutes INTEGER NOT NULL, -- 0 for never
  retention TEXT NOT NULL,            -- permanent, years30, years10
  second_place TEXT,                  -- folder of the second set of backups on this machine
  deleted_at TEXT
) STRICT;
