//! A drawn term in a store, its records in one order or another.

use super::term::{Dice, Drawn};
use crate::support::Desk;
use chrono::NaiveDate;
use keji_store::{
    Act, StoreError, Tx,
    rusqlite::{ToSql, params},
};

/// Tables that hold a term.
const TABLES: [&str; 18] = [
    "term",
    "teaching_week",
    "department",
    "teacher",
    "teacher_post",
    "teacher_subject",
    "teacher_tag",
    "prep_group",
    "prep_group_member",
    "pairing",
    "quota_rule",
    "quota_post",
    "quota_counting",
    "quota_named",
    "waiver",
    "observation_sheet",
    "book_review",
    "evidence_source",
];

/// Puts a term in the place of the one before. The order in which records come and their identifiers hang on the dice.
pub(super) fn put(desk: &Desk, term: &Drawn, serial: u64, dice: &mut Dice) {
    let act = Act { op: "test", actor: "director", sitting: None };
    let written: Result<_, StoreError> = desk.store().write(act, |tx| {
        for table in TABLES {
            tx.execute(&format!("UPDATE {table} SET deleted_at = 'x' WHERE deleted_at IS NULL"), [])?;
        }
        // Lessons of terms before lie on days of other terms.
        tx.execute("UPDATE lesson SET date = '2000-01-01' WHERE date > '2001'", [])?;
        let mut pen = Pen { tx, serial, next: 0 };
        pen.ground(term)?;
        pen.rules(term)?;
        pen.records(term, dice)
    });
    written.unwrap();
}

struct Pen<'a> {
    tx: &'a Tx<'a>,
    serial: u64,
    next: u64,
}

impl Pen<'_> {
    fn id(&mut self) -> String {
        self.next += 1;
        format!("019c0000-0000-7000-8{:03x}-{:012x}", self.serial % 4096, self.serial * 4096 + self.next)
    }

    fn insert(&mut self, table: &str, columns: &str, values: &[&dyn ToSql]) -> Result<String, StoreError> {
        let id = self.id();
        self.insert_as(&id, table, columns, values)?;
        Ok(id)
    }

    fn insert_as(&self, id: &str, table: &str, columns: &str, values: &[&dyn ToSql]) -> Result<(), StoreError> {
        let marks: Vec<String> = (2..2 + values.len()).map(|at| format!("?{at}")).collect();
        let sql = format!("INSERT INTO {table} (id, {columns}) VALUES (?1, {})", marks.join(", "));
        let all: Vec<&dyn ToSql> = std::iter::once(&id as &dyn ToSql).chain(values.iter().copied()).collect();
        self.tx.prepare_cached(&sql)?.execute(all.as_slice())?;
        Ok(())
    }

    fn ground(&mut self, term: &Drawn) -> Result<(), StoreError> {
        let id = self.insert(
            "term",
            "school_year, number, first_day, last_day, week_start",
            params![&"2026-2027", &1, &text(term.first), &text(term.last), &term.week_start],
        )?;
        for week in &term.weeks {
            self.insert(
                "teaching_week",
                "term_id, number, first_day, last_day, kind, label",
                params![&id, &week.number, &text(week.first), &text(week.last), &week.kind, &""],
            )?;
        }
        let departments: Vec<(&str, String)> = ["甲组", "乙组"]
            .into_iter()
            .map(|name| Ok((name, self.insert("department", "name", params![&name])?)))
            .collect::<Result<_, StoreError>>()?;
        for member in &term.members {
            let of = |name| departments.iter().find(|(known, _)| *known == name).map(|(_, id)| id.clone());
            self.insert_or_revive(member, member.department.and_then(of).as_deref())?;
        }
        for review in &term.reviews {
            self.insert(
                "book_review",
                "term_id, teacher_id, date, entered, valid, reason, grade, updated_at",
                params![
                    &id,
                    &person(term, review.who),
                    &text(review.date),
                    &review.entered,
                    &review.valid,
                    &"",
                    &"",
                    &""
                ],
            )?;
        }
        for (who, book) in &term.sources {
            let source = if *book { "book" } else { "sheets" };
            let person = person(term, *who);
            self.insert("evidence_source", "term_id, teacher_id, source", params![&id, &person, &source])?;
        }
        Ok(())
    }

    fn insert_or_revive(&mut self, member: &super::term::Member, department: Option<&str>) -> Result<(), StoreError> {
        let left = member.left_on.map(text);
        let known = self.tx.execute(
            "UPDATE teacher SET deleted_at = NULL, department_id = ?2, subject = ?3, first_taught = ?4, in_service = ?5,
               left_on = ?6 WHERE id = ?1",
            params![member.id, department, member.subject, member.first_taught, member.in_service, left],
        )?;
        if known == 0 {
            let name = format!("教师{}", member.id.chars().last().unwrap_or('0'));
            self.insert_as(
                &member.id,
                "teacher",
                "name, department_id, subject, first_taught, in_service, left_on",
                params![&name, &department, &member.subject, &member.first_taught, &member.in_service, &left],
            )?;
        }
        for post in &member.posts {
            self.insert("teacher_post", "teacher_id, post", params![&member.id, post])?;
        }
        for subject in &member.subjects {
            self.insert("teacher_subject", "teacher_id, subject", params![&member.id, subject])?;
        }
        for (tag, until) in &member.tags {
            self.insert("teacher_tag", "teacher_id, tag, until", params![&member.id, tag, until])?;
        }
        Ok(())
    }

    fn rules(&mut self, term: &Drawn) -> Result<(), StoreError> {
        let mut lines: Vec<String> = Vec::new();
        for (at, rule) in term.rules.iter().enumerate() {
            let id = self.id();
            if lines.len() == rule.line {
                lines.push(id.clone());
            }
            let way = &rule.way;
            self.insert_as(
                &id,
                "quota_rule",
                "position, name, lessons, valid_from, line_id, valid_to, target, every, whose, each, all_of, numbered,
                 outside, own_subject",
                params![
                    &u32::try_from(at).unwrap(),
                    &rule.name,
                    &rule.lessons,
                    &rule.from.map(text),
                    &lines[rule.line],
                    &rule.to.map(text),
                    &way.target,
                    &way.every,
                    &way.whose,
                    &way.each,
                    &rule.all_of,
                    &!rule.unnumbered,
                    &way.outside,
                    &way.own_subject
                ],
            )?;
            let lists = [("post", &rule.posts), ("tag", &rule.tags), ("subject", &rule.subjects), ("kind", &way.kinds)];
            let lists = lists.into_iter().chain([("not_kind", &way.not_kinds)]);
            let mut conditions: Vec<(&str, String)> =
                lists.flat_map(|(what, values)| values.iter().map(move |value| (what, (*value).to_owned()))).collect();
            conditions.extend(rule.years_most.map(|years| ("years_most", years.to_string())));
            conditions.extend(rule.years_least.map(|years| ("years_least", years.to_string())));
            conditions.extend(rule.paired.map(|side| ("paired", side.to_owned())));
            conditions.extend(rule.rest_of.map(|target| ("rest_of", target.to_owned())));
            for (what, value) in conditions {
                self.insert("quota_post", "quota_rule_id, post, what", params![&id, &value, &what])?;
            }
        }
        for counting in &term.countings {
            self.insert(
                "quota_counting",
                "valid_from, several_posts, most_each, joint, outside, own_subject, needs_process, needs_opinion",
                params![
                    &counting.from.map(text),
                    &counting.several,
                    &counting.most_each,
                    &counting.joint,
                    &counting.outside,
                    &counting.own_subject,
                    &counting.process,
                    &counting.opinion
                ],
            )?;
        }
        for (who, line) in &term.named {
            let person = person(term, *who);
            self.insert("quota_named", "teacher_id, line_id", params![&person, &lines[*line]])?;
        }
        Ok(())
    }

    fn records(&mut self, term: &Drawn, dice: &mut Dice) -> Result<(), StoreError> {
        let group = self.insert("prep_group", "name, subject, grade", params![&"组", &"语文", &"七年级"])?;
        let mut people: Vec<usize> = (0..term.members.len()).filter(|at| term.members[*at].in_prep).collect();
        dice.shuffle(&mut people);
        for at in people {
            let person = person(term, at);
            self.insert("prep_group_member", "prep_group_id, teacher_id, leads", params![&group, &person, &false])?;
        }
        let mut pairs = term.pairs.clone();
        dice.shuffle(&mut pairs);
        for (mentor, apprentice, from, to) in pairs {
            let (mentor, apprentice) = (person(term, mentor), person(term, apprentice));
            self.insert(
                "pairing",
                "mentor_id, apprentice_id, kind, started_on, ended_on, note, updated_at",
                params![&mentor, &apprentice, &"教学", &text(from), &to.map(text), &"", &""],
            )?;
        }
        let mut waivers = term.waivers.clone();
        dice.shuffle(&mut waivers);
        for waived in waivers {
            let person = person(term, waived.who);
            let lessons = Some(waived.lessons).filter(|_| waived.how == "lessons");
            self.insert(
                "waiver",
                "teacher_id, first_day, last_day, how, lessons, reason, approver, target",
                params![
                    &person,
                    &text(waived.first),
                    &text(waived.last),
                    &waived.how,
                    &lessons,
                    &"病假",
                    &"",
                    &waived.target
                ],
            )?;
        }
        self.sheets(term, dice)
    }

    fn sheets(&mut self, term: &Drawn, dice: &mut Dice) -> Result<(), StoreError> {
        let mut order: Vec<usize> = (0..term.lessons.len()).collect();
        dice.shuffle(&mut order);
        let mut lessons: Vec<String> = vec![String::new(); order.len()];
        for at in order {
            let lesson = &term.lessons[at];
            let teacher = lesson.teacher.map(|at| person(term, at));
            let outside = lesson.outside.then_some("友校");
            lessons[at] = self.insert(
                "lesson",
                "date, lesson_count, teacher_id, subject, topic, lesson_type, place, outside",
                params![&text(lesson.date), &lesson.count, &teacher, &lesson.subject, &"", &"", &"", &outside],
            )?;
        }
        let mut sheets = term.sheets.clone();
        dice.shuffle(&mut sheets);
        for sheet in sheets {
            let observer = sheet.observer.map(|at| person(term, at));
            let state = if sheet.draft { "draft" } else { "submitted" };
            let strengths = if sheet.opinion { "好" } else { "" };
            let submitted = format!("2026-09-01T08:{:02}:00+08:00", sheet.submitted);
            let id = self.insert(
                "observation_sheet",
                "lesson_id, observer_id, lesson_kind, state, rubric_id, entered_after, strengths, problems, advice, gains,
                 submitted_at, updated_at, deleted_at",
                params![
                    &lessons[sheet.lesson],
                    &observer,
                    &sheet.kind,
                    &state,
                    &"",
                    &false,
                    &strengths,
                    &"",
                    &"",
                    &"",
                    &submitted,
                    &"",
                    &sheet.deleted.then_some("x")
                ],
            )?;
            if sheet.process {
                self.insert("timeline_entry", "sheet_id, position, process, remark", params![&id, &1, &"导入", &""])?;
            }
        }
        Ok(())
    }
}

/// People keep their identifiers in every order of the records.
fn person(term: &Drawn, at: usize) -> String {
    term.members[at].id.clone()
}

fn text(day: NaiveDate) -> String {
    day.to_string()
}
