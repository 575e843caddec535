//! Types of the roster.

use chrono::NaiveDate;
use std::collections::BTreeMap;

crate::wire::wire! {
    /// A teacher. Nothing personal beyond what the records need: no ID number, phone or birthday.
    pub struct Teacher {
        /// Identifier.
        pub id: String,
        /// Name, 1–30 characters.
        pub name: String,
        /// Employee number (工号).
        pub employee_no: Option<String>,
        /// Department (教研组).
        pub department_id: Option<String>,
        /// Name of the department; empty without one.
        pub department: String,
        /// Main subject; empty when not known.
        pub subject: String,
        /// Posts (岗位), several at once.
        pub posts: Vec<String>,
        /// Professional title (职称).
        pub title: Option<String>,
        /// Month of first teaching, `YYYY-MM`.
        pub first_taught: Option<String>,
        /// Whether still in service.
        pub in_service: bool,
        /// Full pinyin and initials for finding, lower case, separated by blanks; those of former names among them.
        pub pinyin: String,
        /// The name as it is shown: with subject or number beside it when somebody else has the same name.
        pub display: String,
        /// Names that the person had before, the newest first.
        pub former: Vec<String>,
        /// Subjects beside the main one.
        pub subjects: Vec<String>,
        /// Campus (校区).
        pub campus_id: Option<String>,
        /// Month of first teaching the main subject, `YYYY-MM`.
        pub first_in_subject: Option<String>,
        /// Dated marks.
        pub tags: Vec<TeacherTag>,
        /// Last day of service; none while in service or when not known.
        pub left_on: Option<NaiveDate>,
    }
    /// A dated mark, such as 青年教师.
    pub struct TeacherTag {
        /// The mark, 1–20 characters.
        pub tag: String,
        /// Last month, `YYYY-MM`; none without an end.
        #[serde(default)]
        pub until: Option<String>,
    }
    /// What is written of a teacher.
    pub struct TeacherInput {
        /// Identifier; none makes a new teacher.
        #[serde(default)]
        pub id: Option<String>,
        /// Name, 1–30 characters.
        pub name: String,
        /// Employee number.
        #[serde(default)]
        pub employee_no: Option<String>,
        /// Name of the department; made when it is new.
        #[serde(default)]
        pub department: String,
        /// Main subject.
        #[serde(default)]
        pub subject: String,
        /// Posts.
        #[serde(default)]
        pub posts: Vec<String>,
        /// Professional title.
        #[serde(default)]
        pub title: Option<String>,
        /// Month of first teaching, `YYYY-MM`.
        #[serde(default)]
        pub first_taught: Option<String>,
        /// Whether still in service.
        #[serde(default = "yes")]
        pub in_service: bool,
        /// The rest of the entry; none leaves it as it is.
        #[serde(default)]
        pub more: Option<Box<TeacherMore>>,
    }
    /// The rest of a teacher's entry.
    pub struct TeacherMore {
        /// Subjects beside the main one.
        #[serde(default)]
        pub subjects: Vec<String>,
        /// Campus.
        #[serde(default)]
        pub campus_id: Option<String>,
        /// Month of first teaching the main subject, `YYYY-MM`.
        #[serde(default)]
        pub first_in_subject: Option<String>,
        /// Dated marks.
        #[serde(default)]
        pub tags: Vec<TeacherTag>,
    }
    /// Marks a teacher as left.
    pub struct TeacherLeave {
        /// The teacher.
        pub id: String,
        /// Last day of service.
        pub left_on: NaiveDate,
    }
    /// Two entries of one person.
    pub struct TeacherMerge {
        /// The entry that goes.
        pub from: String,
        /// The entry that stays.
        pub into: String,
    }
    /// What a merge moves.
    pub struct MergePreview {
        /// The entry that goes.
        pub from: Teacher,
        /// The entry that stays.
        pub into: Teacher,
        /// Records that move, by kind.
        pub moves: Vec<MergeMove>,
        /// Records that both have and that stand once afterwards, by kind.
        pub doubled: Vec<MergeMove>,
        /// Lessons on which both handed in a sheet; for a quota one of the two counts.
        pub sheets_twice: u32,
        /// How often both are in two places at one time, which speaks for two people.
        pub clashes: u32,
    }
    /// Records of a kind that move.
    pub struct MergeMove {
        /// What they are called, such as 听课记录.
        pub name: String,
        /// How many.
        pub count: u32,
    }
    /// A department (教研组).
    pub struct Department {
        /// Identifier.
        pub id: String,
        /// Name.
        pub name: String,
        /// Teachers in service.
        pub teachers: u32,
    }
    /// What is written of a department.
    pub struct DepartmentInput {
        /// Identifier; none makes a new one.
        #[serde(default)]
        pub id: Option<String>,
        /// Name, 1–30 characters.
        pub name: String,
    }
    /// A class of the school.
    pub struct SchoolClass {
        /// Identifier.
        pub id: String,
        /// Short name, such as 七(1) or 高一(2).
        pub name: String,
        /// Grade, such as 七年级 or 高一.
        pub grade: String,
        /// Number within the grade.
        pub number: u32,
        /// Pupils, when known.
        pub pupils: Option<u32>,
        /// School year, such as `2026-2027`; none before the first new year's step.
        pub school_year: Option<String>,
        /// Campus.
        pub campus_id: Option<String>,
    }
    /// What is written of a class.
    pub struct ClassInput {
        /// Identifier; none makes a new one.
        #[serde(default)]
        pub id: Option<String>,
        /// Grade, such as 七年级 or 高一.
        pub grade: String,
        /// Number within the grade, from 1.
        pub number: u32,
        /// Pupils.
        #[serde(default)]
        pub pupils: Option<u32>,
        /// Campus.
        #[serde(default)]
        pub campus_id: Option<String>,
    }
    /// A campus (校区).
    pub struct Campus {
        /// Identifier.
        pub id: String,
        /// Name.
        pub name: String,
    }
    /// What is written of a campus.
    pub struct CampusInput {
        /// Identifier; none makes a new one.
        #[serde(default)]
        pub id: Option<String>,
        /// Name, 1–20 characters.
        pub name: String,
    }
    /// A prep group (备课组): all teachers of a subject in a grade.
    pub struct PrepGroup {
        /// Identifier.
        pub id: String,
        /// Name, such as 七年级语文备课组.
        pub name: String,
        /// Subject.
        pub subject: String,
        /// Grade.
        pub grade: String,
        /// Members, leaders first.
        pub members: Vec<PrepMember>,
    }
    /// A member of a prep group.
    pub struct PrepMember {
        /// The teacher.
        pub teacher_id: String,
        /// Whether the member leads the group.
        pub leads: bool,
    }
    /// What is written of a prep group.
    pub struct PrepGroupInput {
        /// Identifier; none makes a new one.
        #[serde(default)]
        pub id: Option<String>,
        /// Name; made of grade and subject when empty.
        #[serde(default)]
        pub name: String,
        /// Subject.
        pub subject: String,
        /// Grade.
        pub grade: String,
        /// Members.
        pub members: Vec<PrepMember>,
    }
    /// A stage (梯队) by years in the subject.
    pub struct StageRule {
        /// Name, such as 青年.
        pub name: String,
        /// The first year in the subject that belongs to it, from 1.
        pub from_years: u32,
    }
    /// Replaces the school's stages; none goes back to the program's own.
    pub struct StagesSave {
        /// All stages.
        pub stages: Vec<StageRule>,
    }
    /// Asks for the assignments of a term.
    pub struct AssignmentRequest {
        /// The term.
        pub term_id: String,
    }
    /// Who teaches what to which class in a term.
    pub struct Assignment {
        /// Identifier.
        pub id: String,
        /// Teacher.
        pub teacher_id: String,
        /// Teacher's name as shown.
        pub teacher: String,
        /// Class.
        pub class_id: String,
        /// Class, short name.
        pub class_name: String,
        /// Subject.
        pub subject: String,
        /// Lessons a week, when known.
        pub lessons_per_week: Option<f64>,
        /// Whether it was copied from the term before or read from the timetable, and is not confirmed yet.
        pub proposed: bool,
    }
    /// Assignments of a term.
    pub struct Assignments {
        /// By class and subject.
        pub rows: Vec<Assignment>,
    }
    /// What is written of an assignment.
    pub struct AssignmentInput {
        /// Identifier; none makes a new one.
        #[serde(default)]
        pub id: Option<String>,
        /// The term.
        pub term_id: String,
        /// Teacher.
        pub teacher_id: String,
        /// Class.
        pub class_id: String,
        /// Subject; empty for the teacher's main one.
        #[serde(default)]
        pub subject: String,
        /// Lessons a week, 0–40.
        #[serde(default)]
        pub lessons_per_week: Option<f64>,
    }
    /// Who and what there is.
    pub struct Roster {
        /// All teachers, in service first, by department and name.
        pub teachers: Vec<Teacher>,
        /// All departments.
        pub departments: Vec<Department>,
        /// Classes of the year at hand by grade and number.
        pub classes: Vec<SchoolClass>,
        /// Subjects in use.
        pub subjects: Vec<String>,
        /// Campuses; none for a school on one site.
        pub campuses: Vec<Campus>,
        /// Prep groups by grade and subject.
        pub prep_groups: Vec<PrepGroup>,
        /// The stages that hold: the school's own, or the program's.
        pub stages: Vec<StageRule>,
        /// Whether the stages are the school's own.
        pub own_stages: bool,
        /// Stage of each teacher in service on the day of asking, by identifier.
        pub stage_of: BTreeMap<String, String>,
    }
}

fn yes() -> bool {
    true
}
