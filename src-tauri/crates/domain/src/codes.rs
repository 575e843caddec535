//! The codes of the domain's own refusals. Each has its words in `assets/messages/errors.zh-CN.json`.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// A refusal of the domain.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// All codes.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// Stable text of the code.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// The command is not on the list.
    UnknownCommand = "unknown_command",
    /// The request does not have the command's shape. Parameter `kind` for a report of the fault.
    BadRequest = "bad_request",
    /// The role may not do this.
    Forbidden = "forbidden",
    /// The school is locked: nobody has signed in.
    Locked = "locked",
    /// The record belongs to people whom the account does not reach.
    OutOfReach = "out_of_reach",
    /// The act is another account's; only a director takes back what others did.
    UndoNotYours = "undo_not_yours",
    /// A new passphrase is too short. Parameter `least`.
    PassphraseShort = "passphrase_short",
    /// The passphrase does not open the account. Parameter `seconds` until the next try.
    WrongPassphrase = "wrong_passphrase",
    /// Too many wrong tries. Parameter `seconds` until the next.
    TooSoon = "too_soon",
    /// There is no such account at this door.
    UnknownAccount = "unknown_account",
    /// The account was deleted.
    AccountGone = "account_gone",
    /// Only a director's account can do this.
    NotDirector = "not_director",
    /// The last director's account cannot go or change its role.
    LastDirector = "last_director",
    /// Another account has this label. Parameter `label`.
    LabelTaken = "label_taken",
    /// A teacher's account needs the person, a head's the department. Parameter `field`.
    AccountNeeds = "account_needs",
    /// The account that is signed in cannot delete itself.
    OwnAccount = "own_account",
    /// This act cannot be undone: it is not about records.
    UndoNever = "undo_never",
    /// The school that is open is not the sample.
    NotTheSample = "not_the_sample",
    /// Another command still runs.
    Busy = "busy",
    /// A backup is just being put in place.
    Restoring = "restoring",
    /// The school has no passphrase yet.
    NoPassphrase = "no_passphrase",
    /// The two passphrases that were typed differ.
    PassphrasesDiffer = "passphrases_differ",
    /// The school has a passphrase already.
    AlreadyProtected = "already_protected",
    /// The door is open.
    NotLocked = "not_locked",
    /// A group of the recovery key is mistyped. Parameter `group`.
    RecoveryGroup = "recovery_group",
    /// The recovery key has not eight groups. Parameter `groups`.
    RecoveryLength = "recovery_length",
    /// The recovery key does not open this school.
    WrongRecovery = "wrong_recovery",
    /// The school has no recovery key.
    NoRecovery = "no_recovery",
    /// The recovery key was shown before and cannot be shown again.
    RecoveryForgotten = "recovery_forgotten",
    /// The second place for backups cannot be reached.
    SecondPlaceMissing = "second_place_missing",
    /// The second place lies on the same disk.
    SecondPlaceSameDisk = "second_place_same_disk",
    /// There is nothing to purge.
    NothingToPurge = "nothing_to_purge",
    /// A setting is not among its choices. Parameter `field`.
    UnknownChoice = "unknown_choice",
    /// The backup belongs to another school.
    OtherSchool = "other_school",
    /// The user cancelled.
    Cancelled = "cancelled",
    /// There is no term of this key. Parameter `key`.
    TermUnknown = "term_unknown",
    /// The day up to which is counted lies before the term. Parameters `day`, `first`.
    AsOfBeforeTerm = "as_of_before_term",
    /// No school is open.
    NoSchool = "no_school",
    /// There is no term yet.
    NoTerm = "no_term",
    /// The lesson is not given on this day. Parameter `day`.
    LessonNotOn = "lesson_not_on",
    /// Another change of this lesson on this day is recorded already.
    LessonChangedAlready = "lesson_changed_already",
    /// The class has a lesson in the period to which another is moved. Parameters `class`, `subject`.
    LessonSlotTaken = "lesson_slot_taken",
    /// Two lessons at the same time cannot change places.
    LessonsAtOnce = "lessons_at_once",
    /// The record does not exist or was deleted.
    NotFound = "not_found",
    /// A text is empty that must not be. Parameter `field`.
    FieldEmpty = "field_empty",
    /// A text is too long. Parameters `field`, `most`.
    FieldTooLong = "field_too_long",
    /// A number is out of range. Parameters `field`, `least`, `most`.
    OutOfRange = "out_of_range",
    /// An identifier is not a UUID. Parameter `field`.
    BadId = "bad_id",
    /// A month is not `YYYY-MM`. Parameter `field`.
    BadMonth = "bad_month",
    /// A clock time is not `HH:MM`. Parameter `field`.
    BadTime = "bad_time",
    /// The last day lies before the first.
    DaysReversed = "days_reversed",
    /// The term is shorter than 4 or longer than 32 weeks. Parameter `weeks`.
    TermLength = "term_length",
    /// The school year is not of the form 2026-2027.
    SchoolYear = "school_year",
    /// The term exists already. Parameter `key`.
    TermExists = "term_exists",
    /// Terms overlap. Parameter `key`.
    TermsOverlap = "terms_overlap",
    /// There is a class of this name already. Parameter `name`.
    ClassExists = "class_exists",
    /// There is a department of this name already. Parameter `name`.
    DepartmentExists = "department_exists",
    /// A week would be shorter than 4 or longer than 12 days. Parameters `days`, `least`, `most`.
    WeekLength = "week_length",
    /// The last week has none after it to be joined with.
    WeekLast = "week_last",
    /// The weeks would no longer cover the term one after the other.
    WeekEdge = "week_edge",
    /// A week's number does not come after that of the week before. Parameters `least`, `most`.
    WeekNumber = "week_number",
    /// The term has no week of this number. Parameter `number`.
    WeekUnknown = "week_unknown",
    /// What is written does not say when a piece of work is due.
    WorkWhen = "work_when",
    /// There is a bell schedule for this campus and grade already.
    ScheduleExists = "schedule_exists",
    /// A bell schedule beside the school's is for a campus or a grade.
    ScheduleForNobody = "schedule_for_nobody",
    /// Periods overlap or are out of order. Parameter `number`.
    PeriodOrder = "period_order",
    /// The teacher still has records and cannot be deleted. Parameter `count`.
    TeacherInUse = "teacher_in_use",
    /// The class still has records. Parameter `count`.
    ClassInUse = "class_in_use",
    /// There is a campus of this name already. Parameter `name`.
    CampusExists = "campus_exists",
    /// There is a prep group of this name already. Parameter `name`.
    PrepGroupExists = "prep_group_exists",
    /// Two stages have one name or begin in one year.
    StageTwice = "stage_twice",
    /// No stage begins with the first year.
    StageFirst = "stage_first",
    /// The teacher has this subject in this class and term already.
    AssignmentExists = "assignment_exists",
    /// An entry cannot be merged with itself.
    MergeSame = "merge_same",
    /// Records show that the two entries are two people. Parameter `count`.
    TwoPeople = "two_people",
    /// The two entries are mentor and apprentice of the same third person.
    MergeCrossed = "merge_crossed",
    /// An undo would let a record name a teacher's entry that was merged away since.
    UndoMerged = "undo_merged",
    /// The term was closed already. Parameter `term`.
    TermClosed = "term_closed",
    /// The new term has records: its opening cannot be taken back. Parameter `count`.
    NewYearBegun = "new_year_begun",
    /// A quota of this name is there already. Parameter `name`.
    QuotaExists = "quota_exists",
    /// Teacher and observer are the same person.
    ObserverIsTeacher = "observer_is_teacher",
    /// A drop-in needs a leader. Parameter `kind`.
    DropInNeedsLeader = "drop_in_needs_leader",
    /// Sheets were handed in on the planned lesson.
    PlannedGiven = "planned_given",
    /// The teacher's lesson of that moment is planned already. Parameters `kind`, `topic`.
    PlannedTwice = "planned_twice",
    /// The planned lesson was cancelled.
    PlannedCancelled = "planned_cancelled",
    /// All seats are taken. Parameter `seats`.
    SeatsFull = "seats_full",
    /// The sheet needs something before it can be handed in. Parameter `fields`.
    SheetIncomplete = "sheet_incomplete",
    /// A lesson cannot lie in the future. Parameter `date`.
    DateInFuture = "date_in_future",
    /// A level that the scoring sheet does not have, or a score for something that it does not have.
    LevelRange = "level_range",
    /// Points or a number of times out of range or off the steps. Parameters `item`, `least`, `most`, `step`.
    ScoreRange = "score_range",
    /// The parts of a scoring sheet do not add up. Parameters `place`, `printed`, `computed`, `difference`.
    RubricSum = "rubric_sum",
    /// A band of a scoring sheet has no limit, or its limit is not below the one before. Parameter `place`.
    RubricBand = "rubric_band",
    /// An item cannot be scored as written. Parameter `place`.
    RubricScoring = "rubric_scoring",
    /// A scoring sheet, or a section of it, has no items. Parameter `place`.
    RubricEmpty = "rubric_empty",
    /// A scoring sheet has points and no printed total. Parameters `place`, `computed`.
    RubricTotal = "rubric_total",
    /// Sheets were filled by this version: it cannot be deleted.
    RubricUsed = "rubric_used",
    /// No scoring sheet would be offered for lessons any more.
    RubricLast = "rubric_last",
    /// More lessons of a paper book are valid than are entered. Parameters `valid`, `entered`.
    BookValid = "book_valid",
    /// The day lies outside the term. Parameter `date`.
    OutOfTerm = "out_of_term",
    /// Nothing follows a sheet that was not handed in.
    SheetIsDraft = "sheet_is_draft",
    /// Who observes a lesson together with others sees their sheets only after all were handed in.
    JointClosed = "joint_closed",
    /// A lesson is observed together only when it is known which one it is.
    JointNeedsLesson = "joint_needs_lesson",
    /// The upper end of a quota lies below the lower. Parameters `least`, `most`.
    QuotaRange = "quota_range",
    /// A rule for the rest of a target would be left without rules of that target. Parameters `name`, `own`, `target`.
    QuotaRest = "quota_rest",
    /// A waiver does not say for which of the person's targets it is. Parameter `targets`.
    WaiverTarget = "waiver_target",
    /// A sheet that was handed in keeps its scoring sheet.
    RubricKept = "rubric_kept",
    /// A sheet has as many photos as it may have. Parameter `most`.
    PhotoTooMany = "photo_too_many",
    /// A photo took too long to be made small. Parameter `seconds`.
    PhotoSlow = "photo_slow",
    /// The file of a photo is too large. Parameter `limit_mb`.
    PhotoTooLarge = "photo_too_large",
    /// What was typed is not the number of a blank form.
    BlankFormMistyped = "blank_form_mistyped",
    /// No blank form of this school has the number. Parameter `number`.
    BlankFormUnknown = "blank_form_unknown",
    /// The number belongs to another sheet. Parameter `number`.
    BlankFormUsed = "blank_form_used",
    /// A scoring sheet's document cannot be read.
    RubricUnreadable = "rubric_unreadable",
    /// More were marked than were set.
    MarkedMoreThanSet = "marked_more_than_set",
    /// A draft of this number is there already. Parameter `number`.
    DraftExists = "draft_exists",
    /// Mentor and apprentice are the same person.
    SamePerson = "same_person",
    /// The same two people are paired already in this time.
    PairingExists = "pairing_exists",
    /// The handle is unknown or was used.
    UnknownHandle = "unknown_handle",
    /// The preview is unknown or was used.
    UnknownPreview = "unknown_preview",
    /// The store changed since the preview.
    PreviewStale = "preview_stale",
    /// No row of the file looks like a heading. Parameter `wanted`.
    ImportNoHeading = "import_no_heading",
    /// The file lacks a column that is needed. Parameter `columns`.
    ImportNoColumn = "import_no_column",
    /// The file is a table of another kind. Parameters `asked`, `looks`, and `kind` for its key.
    ImportOtherKind = "import_other_kind",
    /// The file has no row below its heading.
    ImportNoRows = "import_no_rows",
    /// The column of the condition is not in the file. Parameter `column`.
    ImportNoWhere = "import_no_where",
    /// A figure's key is not known. Parameter `figure`.
    UnknownFigure = "unknown_figure",
    /// The window's dialog or viewer could not be opened.
    HostFailed = "host_failed",
    /// Files cannot be chosen in this host.
    NoDialogs = "no_dialogs",
    /// A person is not on the roster. Parameter `field`.
    UnknownTeacher = "unknown_teacher",
    /// The file to be imported is not there.
    ImportFileMissing = "import_file_missing",
    /// A folder was given where a file to be imported is wanted.
    ImportFileIsFolder = "import_file_is_folder",
    /// The folder holds more than is looked at. Parameter `limit`.
    RegisterFolderTooFull = "register_folder_too_full",
    /// More tables than are read at once. Parameters `limit`, `count`.
    RegisterTooManyFiles = "register_too_many_files",
    /// All tables together are too large. Parameter `limit_mb`.
    RegisterTooLarge = "register_too_large",
    /// All tables together have too many rows. Parameter `limit`.
    RegisterTooManyRows = "register_too_many_rows",
    /// No table lies in the folder.
    RegisterNoFiles = "register_no_files",
    /// Nobody has filled in a row.
    RegisterNothingFilledIn = "register_nothing_filled_in",
    /// Nobody in the chosen departments is in service.
    RegisterNoTeachers = "register_no_teachers",
    /// What was picked to write into is no folder.
    NotAFolder = "not_a_folder",
    /// No row meets the condition. Parameters `column`, `value`, `choices`; people are not named.
    ImportWhereEmpty = "import_where_empty",
    /// The password of an encrypted archive is too short. Parameter `least`.
    ZipPasswordShort = "zip_password_short",
    /// The password of an encrypted archive holds characters that other programs read differently.
    ZipPasswordCharacters = "zip_password_characters",
    /// A paper behind a password must be written to a file that ends in `.zip`.
    ZipEnding = "zip_ending",
}
