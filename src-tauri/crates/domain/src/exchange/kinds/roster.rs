//! Rows of a roster (教师名册).

pub(crate) use super::roster_match::Target;
use super::roster_match::{Book, Identity, Seen};
use crate::{
    error::Result,
    exchange::{
        answers::choices_among,
        apply::{Write, Writer},
        ground::Ground,
        judge::{Judge, Outcome, Step, is_blank, several},
        table::{Line, Table},
        types::AnswerKind,
        words,
    },
    roster::{self, Teacher, TeacherInput},
};
use keji_intake::{
    header::normalise_name,
    parse::{self, Reading},
};
use std::collections::BTreeSet;

/// A teacher to be written.
#[derive(Debug, Clone)]
pub(crate) struct TeacherWrite {
    target: Target,
    input: TeacherInput,
}

/// Plans every row.
pub(crate) fn plan(ground: &Ground, table: &Table) -> Vec<Outcome> {
    let mut book = Book::new(table);
    table.lines().map(|line| row(ground, &mut book, line)).collect()
}

/// Writes a teacher.
pub(crate) fn write(writer: &mut Writer<'_, '_>, row: u32, write: &TeacherWrite) -> Result<()> {
    let mut input = write.input.clone();
    input.id = match &write.target {
        Target::New => None,
        Target::Known(id) => Some(id.clone()),
        Target::Row(row) => writer.made_by_row(*row),
    };
    let id = roster::save_teacher(writer.tx, &input)?;
    writer.keep_row(row, id);
    Ok(())
}

fn row(ground: &Ground, book: &mut Book, line: Line<'_>) -> Outcome {
    let mut judge = Judge::new(line);
    let fresh = Fresh::read(&mut judge, ground);
    if judge.refused() {
        return judge.end(Step::Nothing);
    }
    let number = fresh.employee_no.as_deref().unwrap_or_default();
    let answered = line.answer("name", line.text("name")).and_then(|answer| match answer.kind {
        AnswerKind::Person => ground.teacher(&answer.to).map(Identity::Known),
        AnswerKind::Make => Some(Identity::Another),
        AnswerKind::Text | AnswerKind::Skip => None,
    });
    let identity = answered.unwrap_or_else(|| book.identify(ground, &fresh.name, number, &fresh.department));
    match identity {
        Identity::Unclear(count) => {
            judge.refuse("name", format!("名册里有 {count} 位这样的教师，分不清是哪一位；请写明工号或教研组。"));
            judge.offer("name", line.text("name"), choices_among(&named(ground, &fresh.name), &fresh.name));
            judge.end(Step::Nothing)
        }
        Identity::Nobody | Identity::Namesake | Identity::Another => {
            let input = fresh.onto(ground, &empty());
            if matches!(identity, Identity::Namesake) {
                // One person may stand under two departments; of two subjects there are two people.
                let others = book.subjects_of(ground, &fresh.name);
                if !input.subject.is_empty() && others.iter().all(|other| !other.is_empty() && *other != input.subject)
                {
                    judge.warn("name", "与另一位教师同名，按教研组和学科分开，各建一份。");
                } else {
                    judge.doubt("name", "与另一位教师同名而教研组不同；确是两个人，就接受这一行，分别建档。");
                    judge.offer("name", line.text("name"), choices_among(&ground.named(&fresh.name), &fresh.name));
                }
            } else if matches!(identity, Identity::Another) && ground.named(&fresh.name).is_empty() {
                judge.warn("name", "按您的选择新建一位教师，与曾用此名的教师分开。");
            } else if matches!(identity, Identity::Another) {
                judge.warn("name", "按您的选择另建一位同名教师。");
            } else if !ground.named(&fresh.name).is_empty() {
                judge.warn("name", "与名册里另一位教师同名，按工号分开。");
            }
            book.keep(Seen { row: line.number(), input: input.clone(), target: Target::New });
            judge.end(Step::New(Write::Teacher(TeacherWrite { target: Target::New, input })))
        }
        Identity::Known(teacher) | Identity::Once(teacher) => {
            let asks = matches!(identity, Identity::Once(_));
            if asks {
                let reason = format!(
                    "“{}”是“{}”的曾用名；确是同一位教师，就接受这一行，姓名仍为“{}”。",
                    fresh.name, teacher.name, teacher.name
                );
                judge.doubt("name", reason);
                judge.offer("name", line.text("name"), choices_among(&[teacher], &fresh.name));
            }
            let target = Target::Known(teacher.id.clone());
            let (base, earlier) = match book.of_known(&teacher.id) {
                Some(seen) => (seen.input.clone(), Some(seen.row)),
                None => (input_of(teacher), None),
            };
            let once = teacher.former.iter().any(|former| normalise_name(former) == fresh.name);
            let input = if once {
                // A former name does not come back by an old list.
                fresh.renamed(&base.name).onto(ground, &base)
            } else {
                if normalise_name(&base.name) != fresh.name {
                    judge.doubt("name", "这个工号在名册里是另一个姓名。");
                }
                fresh.onto(ground, &base)
            };
            let changes = !same(&input, &base);
            if let Some(earlier) = earlier {
                if changes {
                    judge.doubt("name", words::differs_from(earlier, "位教师"));
                }
            } else {
                book.keep(Seen { row: line.number(), input: input.clone(), target: target.clone() });
            }
            judge.end(if changes {
                Step::Change(Write::Teacher(TeacherWrite { target, input }))
            } else if asks {
                Step::Ask
            } else {
                Step::Nothing
            })
        }
        Identity::Row(earlier) => {
            let base = book.of_row(earlier).map_or_else(empty, |seen| seen.input.clone());
            let input = fresh.onto(ground, &base);
            if same(&input, &base) {
                return judge.end(Step::Nothing);
            }
            judge.doubt("name", words::differs_from(earlier, "位教师"));
            judge.end(Step::Change(Write::Teacher(TeacherWrite { target: Target::Row(earlier), input })))
        }
    }
}

/// Everyone of a name, and whoever had it before.
fn named<'a>(ground: &'a Ground, name: &str) -> Vec<&'a Teacher> {
    let now = ground.named(name);
    if now.is_empty() { ground.once_named(name) } else { now }
}

/// What a row says; what it leaves empty stays as it is on the roster.
#[derive(Clone)]
struct Fresh {
    name: String,
    employee_no: Option<String>,
    department: String,
    subject: String,
    posts: Vec<String>,
    title: Option<String>,
    first_taught: Option<String>,
    in_service: Option<bool>,
}

impl Fresh {
    fn read(judge: &mut Judge<'_>, ground: &Ground) -> Self {
        let filled = |text: String| if is_blank(&text) { None } else { Some(text) };
        let name = normalise_name(&judge.required("name", 30));
        let posts: Vec<String> = several(judge.line.text("posts")).into_iter().map(str::to_owned).collect();
        if posts.iter().any(|post| post.chars().count() > 20) {
            judge.refuse("posts", "岗位名称超过 20 个字，放不下；几个岗位之间请用顿号隔开。");
        }
        Self {
            name,
            employee_no: filled(judge.text("employee_no", 20)),
            department: filled(judge.text("department", 30)).unwrap_or_default(),
            subject: filled(judge.text("subject", 20)).map(|text| ground.subjects.full(&text)).unwrap_or_default(),
            posts,
            title: filled(judge.text("title", 20)),
            first_taught: first_taught(judge),
            in_service: in_service(judge),
        }
    }

    fn renamed(&self, name: &str) -> Self {
        Self { name: normalise_name(name), ..self.clone() }
    }

    fn onto(&self, ground: &Ground, base: &TeacherInput) -> TeacherInput {
        let mut input = base.clone();
        if normalise_name(&base.name) != self.name {
            input.name.clone_from(&self.name);
        }
        let take = |into: &mut Option<String>, from: &Option<String>| {
            if from.is_some() {
                into.clone_from(from);
            }
        };
        take(&mut input.employee_no, &self.employee_no);
        take(&mut input.title, &self.title);
        take(&mut input.first_taught, &self.first_taught);
        if !self.department.is_empty() {
            input.department.clone_from(&self.department);
        }
        if !self.subject.is_empty() {
            input.subject.clone_from(&self.subject);
        } else if input.subject.is_empty() {
            input.subject = ground.subjects.of_department(&input.department);
        }
        if !self.posts.is_empty() {
            input.posts.clone_from(&self.posts);
        }
        input.in_service = self.in_service.unwrap_or(input.in_service);
        input
    }
}

fn first_taught(judge: &mut Judge<'_>) -> Option<String> {
    let cell = judge.line.text("first_taught");
    if is_blank(cell) {
        return None;
    }
    if is_year(cell) {
        let reason = format!(
            "“{cell}”只有年份，没有月份；接受后这一行的其他内容照写，{}不写入。",
            judge.line.heading("first_taught")
        );
        judge.doubt("first_taught", reason);
        return None;
    }
    match parse::month(cell) {
        Reading::Sure(month) => Some(month.to_string()),
        Reading::Doubtful { value: Some(month), reason } => {
            judge.doubt("first_taught", words::about(cell, reason));
            Some(month.to_string())
        }
        // The person is more than this cell: accepted, the row is written without it.
        Reading::Doubtful { value: None, reason } | Reading::No(reason) => {
            judge.doubt("first_taught", format!("{}接受后这一格不写入。", words::about(cell, reason)));
            None
        }
    }
}

/// "2012", "2012年".
fn is_year(cell: &str) -> bool {
    let bare = cell.strip_suffix('年').unwrap_or(cell).trim();
    bare.len() == 4
        && bare.bytes().all(|byte| byte.is_ascii_digit())
        && bare.parse::<u32>().is_ok_and(|year| (1900..=2100).contains(&year))
}

fn in_service(judge: &mut Judge<'_>) -> Option<bool> {
    let cell = judge.line.text("in_service");
    if is_blank(cell) {
        return None;
    }
    match cell {
        "是" | "在职" | "在岗" | "在编" | "正常" => Some(true),
        "否" | "离职" | "退休" | "调出" | "调离" | "离岗" | "辞职" | "去世" => Some(false),
        _ => {
            judge.warn("in_service", "看不出是否在职，这一格没有写入。");
            None
        }
    }
}

fn input_of(teacher: &Teacher) -> TeacherInput {
    TeacherInput {
        id: None,
        name: teacher.name.clone(),
        employee_no: teacher.employee_no.clone(),
        department: teacher.department.clone(),
        subject: teacher.subject.clone(),
        posts: teacher.posts.clone(),
        title: teacher.title.clone(),
        first_taught: teacher.first_taught.clone(),
        in_service: teacher.in_service,
        more: None,
    }
}

fn empty() -> TeacherInput {
    TeacherInput {
        id: None,
        name: String::new(),
        employee_no: None,
        department: String::new(),
        subject: String::new(),
        posts: Vec::new(),
        title: None,
        first_taught: None,
        in_service: true,
        more: None,
    }
}

/// The order of posts does not matter.
fn same(a: &TeacherInput, b: &TeacherInput) -> bool {
    let posts = |input: &TeacherInput| input.posts.iter().cloned().collect::<BTreeSet<_>>();
    posts(a) == posts(b) && TeacherInput { posts: b.posts.clone(), ..a.clone() } == *b
}
