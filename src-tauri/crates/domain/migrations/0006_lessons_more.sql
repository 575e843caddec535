-- Waivers for one target, remarks of a register.

ALTER TABLE waiver ADD COLUMN target TEXT;              -- the target that it is taken off, empty for the first; none: not said
ALTER TABLE observation_sheet ADD COLUMN note TEXT;     -- 备注 beside the observation; counts as nothing
