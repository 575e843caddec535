//! Types of the roster.

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
        /// Full pinyin and initials for finding, lower case, separated by blanks.
        pub pinyin: String,
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
    }
    /// Who and what there is.
    pub struct Roster {
        /// All teachers, in service first, by department and name.
        pub teachers: Vec<Teacher>,
        /// All departments.
        pub departments: Vec<Department>,
        /// All classes by grade and number.
        pub classes: Vec<SchoolClass>,
        /// Subjects in use.
        pub subjects: Vec<String>,
    }
}

fn yes() -> bool {
    true
}
