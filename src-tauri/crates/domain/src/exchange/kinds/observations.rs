//! Rows of a register of observations (听课登记表): one lesson a row, one sheet for each observer.

use crate::{
    error::{Code, Error, Result},
    exchange::{
        apply::{Write, Writer},
        ground::{ClassRef, Ground, PersonRef},
        judge::{Judge, Outcome, Step, is_blank},
        kinds::{
            observation_cells::{self as cells, Kinds, ORDINARY},
            rest_days::RestDays,
        },
        rows,
        table::{Line, Table},
        words,
    },
    observation::{self, DROP_IN, SheetInput, TimelineEntry},
    roster, rubric,
};
use chrono::NaiveDate;
use keji_store::Read;
use std::collections::BTreeMap;

/// A sheet to be written.
#[derive(Debug, Clone)]
pub(crate) struct SheetWrite {
    input: SheetInput,
    teacher: PersonRef,
    observer: PersonRef,
    class: Option<ClassRef>,
}

/// Day, period, teacher, class: what sheets on one lesson share.
type LessonKey = (NaiveDate, u32, PersonRef, ClassRef);
/// Day, period, teacher, class, observer: what makes two rows the same sheet.
type SheetKey = (NaiveDate, Option<u32>, PersonRef, Option<ClassRef>, PersonRef);

/// The sheets as they stand.
pub(crate) struct Known {
    /// Sheets with whether they were handed in; several under one key are a finding, not an error.
    sheets: BTreeMap<SheetKey, Vec<(SheetInput, bool)>>,
    lessons: BTreeMap<LessonKey, SheetInput>,
    /// Kinds of observation that the school names.
    kinds: Kinds,
    /// Most points of the scoring sheet in force; none without one.
    points: Option<f64>,
    rest_days: RestDays,
}

impl Known {
    /// Reads the sheets.
    ///
    /// # Errors
    /// The store's refusal.
    pub(crate) fn read(read: &Read<'_>, ground: &Ground) -> Result<Self> {
        let points = match rubric::present(read) {
            Ok(rubric) => rubric.document.total,
            Err(Error::Rule { code: Code::NotFound, .. }) => None,
            Err(error) => return Err(error),
        };
        let mut known = Self {
            sheets: BTreeMap::new(),
            lessons: BTreeMap::new(),
            kinds: Kinds::default(),
            points,
            rest_days: RestDays::read(read, ground)?,
        };
        // Of sheets that the account does not see nothing is said; how they share a lesson is settled when it writes.
        let seen = |(input, handed_in): &(SheetInput, bool)| {
            let (observer, teacher) = (input.observer_id.as_deref(), input.teacher_id.as_deref());
            observation::sees(&ground.people, observer, teacher, *handed_in)
        };
        for (input, handed_in) in rows::sheets(read)?.into_iter().filter(seen) {
            known.kinds.see(&input.lesson_kind);
            let (Some(teacher), Some(observer)) = (input.teacher_id.clone(), input.observer_id.clone()) else {
                continue;
            };
            let (teacher, observer) = (PersonRef::Known(teacher), PersonRef::Known(observer));
            let class = input.class_id.clone().map(ClassRef::Known);
            if let (Some(period), Some(class)) = (input.period, class.clone()) {
                known.lessons.entry((input.date, period, teacher.clone(), class)).or_insert_with(|| input.clone());
            }
            let key = (input.date, input.period, teacher, class, observer);
            known.sheets.entry(key).or_default().push((input, handed_in));
        }
        Ok(known)
    }
}

#[derive(Default)]
struct Said {
    /// Where the row stands that said it first, and what.
    sheets: BTreeMap<SheetKey, (String, SheetInput)>,
    lessons: BTreeMap<LessonKey, (String, SheetInput)>,
}

/// Plans every row.
pub(crate) fn plan(ground: &Ground, known: &Known, table: &Table) -> Vec<Outcome> {
    let mut said = Said::default();
    // A roster without any leader's post cannot tell who leads: then nobody is refused.
    let leaders_known = ground.teachers.iter().any(|teacher| roster::leads(&teacher.posts));
    table.lines().map(|line| row(ground, known, &mut said, leaders_known, line)).collect()
}

/// Writes the sheets of a row.
pub(crate) fn write(writer: &mut Writer<'_, '_>, sheets: &[SheetWrite]) -> Result<()> {
    for sheet in sheets {
        let mut input = sheet.input.clone();
        input.teacher_id = Some(writer.person(&sheet.teacher, &input.subject)?);
        input.observer_id = Some(writer.person(&sheet.observer, "")?);
        input.class_id = match &sheet.class {
            Some(class) => Some(writer.class(class)?),
            None => None,
        };
        if input.id.is_empty() {
            input.id = writer.tx.new_id()?;
        }
        observation::submit(writer.tx, &writer.people, &input)?;
        writer.sheets.push(input.id);
    }
    Ok(())
}

fn row(ground: &Ground, known: &Known, said: &mut Said, leaders_known: bool, line: Line<'_>) -> Outcome {
    let mut judge = Judge::new(line);
    let Some(fresh) = Fresh::read(&mut judge, ground, known) else {
        return judge.end(Step::Nothing);
    };
    let (mut writes, mut changes) = (Vec::new(), false);
    for observer in &fresh.observers {
        if *observer == fresh.teacher {
            judge.refuse("observer", "听课人与授课教师是同一个人。");
            continue;
        }
        if !ground.people.has(observer.known()) {
            let name = observer.known().and_then(|id| ground.teacher(id)).map(|teacher| teacher.display.as_str());
            let reason =
                format!("{}不是本教研组的教师，这一行请交其所在教研组或教务处登记。", name.unwrap_or_default());
            judge.refuse("observer", reason);
            continue;
        }
        let key = (fresh.date, fresh.period, fresh.teacher.clone(), fresh.class.clone(), observer.clone());
        let earlier = said.sheets.get(&key).cloned();
        let present = known.sheets.get(&key).map_or(&[][..], Vec::as_slice);
        let base = match (&earlier, present.first()) {
            (Some((_, input)), _) | (None, Some((input, _))) => input.clone(),
            (None, None) => fresh.empty(),
        };
        let mut input = fresh.onto(&base);
        fresh.share(&mut judge, known, said, !present.is_empty(), &mut input);
        complete(&mut judge, &mut input);
        if input.lesson_kind == DROP_IN && leaders_known && !leads(ground, observer) {
            judge.refuse("kind", "推门课由领导来听，这位听课人在名册里没有领导岗位。");
        }
        if judge.refused() {
            continue;
        }
        let is_there = (earlier.is_some() && input == base)
            || present.iter().any(|(known, handed_in)| {
                let said = SheetInput { id: known.id.clone(), ..input.clone() };
                *handed_in && (said == *known || fresh.onto(known) == *known)
            });
        if earlier.is_none() {
            said.sheets.insert(key, (line.whereabouts(), input.clone()));
        }
        if is_there {
            judge.known_sheets.extend(present.first().map(|(known, _)| known.id.clone()));
            if let Some((place, _)) = earlier {
                judge.repeats(&place);
            }
            continue;
        }
        if let Some((place, _)) = earlier {
            judge.doubt("observer", words::differs_from_that(&place, "张听课记录"));
            // The earlier row writes its own sheet; accepted, this one becomes another.
            input.id.clear();
        } else {
            changes |= !present.is_empty();
        }
        let (teacher, class) = (fresh.teacher.clone(), fresh.class.clone());
        writes.push(SheetWrite { input, teacher, observer: observer.clone(), class });
    }
    judge.end(match (writes.is_empty(), changes) {
        (true, _) => Step::Nothing,
        (false, true) => Step::Change(Write::Sheets(writes)),
        (false, false) => Step::New(Write::Sheets(writes)),
    })
}

fn leads(ground: &Ground, person: &PersonRef) -> bool {
    person.known().and_then(|id| ground.teacher(id)).is_some_and(|teacher| roster::leads(&teacher.posts))
}

/// What a row says; what it leaves empty stays as it is on the sheet.
struct Fresh {
    date: NaiveDate,
    period: Option<u32>,
    lessons: Option<u32>,
    teacher: PersonRef,
    observers: Vec<PersonRef>,
    class: Option<ClassRef>,
    subject: String,
    topic: String,
    kind: String,
    lesson_type: String,
    place: String,
    total: Option<f64>,
    strengths: String,
    problems: String,
    advice: String,
    gains: String,
    note: String,
    process: Vec<String>,
}

impl Fresh {
    fn read(judge: &mut Judge<'_>, ground: &Ground, known: &Known) -> Option<Self> {
        let date = judge.required_date("date", ground.term.as_ref());
        if let Some(date) = date {
            judge.check_day(date, ground.term.as_ref());
            if date > ground.today {
                judge.refuse("date", "日期在今天之后，课还没有上。");
            }
        }
        let (period, span) = cells::period(judge);
        let lessons = judge.number("lessons", 1, 3).or(span);
        let said_subject = ground.subjects.full(&judge.text("subject", 20));
        let teacher = ground.required_person(judge, "teacher", &said_subject);
        let subject = ground.subject(&said_subject, teacher.as_ref());
        let observers = cells::observers(judge, ground);
        let class = ground.class(judge);
        if let Some(odd) = date.and_then(|date| known.rest_days.odd(date, class.as_ref())) {
            judge.warn("date", odd);
        }
        let (kind, lesson_type) = known.kinds.read(judge);
        let fresh = Self {
            date: date?,
            period,
            lessons,
            teacher: teacher?,
            observers,
            class,
            subject,
            topic: judge.required("topic", 100),
            kind,
            lesson_type,
            place: judge.text("place", 40),
            total: cells::total(judge, known.points),
            strengths: judge.text("strengths", 4000),
            problems: judge.text("problems", 4000),
            advice: judge.text("advice", 4000),
            gains: judge.text("gains", 4000),
            note: note(judge),
            process: cells::process(judge.line.text("process")),
        };
        if judge.refused() { None } else { Some(fresh) }
    }

    fn empty(&self) -> SheetInput {
        SheetInput {
            id: String::new(),
            sitting: String::new(),
            date: self.date,
            period: self.period,
            lesson_count: 1,
            teacher_id: self.teacher.known().map(str::to_owned),
            subject: String::new(),
            class_id: self.class.as_ref().and_then(ClassRef::known).map(str::to_owned),
            topic: String::new(),
            lesson_kind: String::new(),
            lesson_type: String::new(),
            place: String::new(),
            observer_id: None,
            entered_after: true,
            timeline: Vec::new(),
            outside: String::new(),
            outside_teacher: String::new(),
            pupils_due: None,
            pupils_present: None,
            rubric_id: None,
            scores: Vec::new(),
            reported_total: None,
            strengths: String::new(),
            problems: String::new(),
            advice: String::new(),
            gains: String::new(),
            note: None,
            form_number: None,
        }
    }

    fn onto(&self, base: &SheetInput) -> SheetInput {
        let mut input = base.clone();
        input.lesson_count = self.lessons.unwrap_or(base.lesson_count);
        input.reported_total = self.total.or(base.reported_total);
        let texts = [
            (&mut input.subject, &self.subject),
            (&mut input.topic, &self.topic),
            (&mut input.lesson_kind, &self.kind),
            (&mut input.lesson_type, &self.lesson_type),
            (&mut input.place, &self.place),
            (&mut input.strengths, &self.strengths),
            (&mut input.problems, &self.problems),
            (&mut input.advice, &self.advice),
            (&mut input.gains, &self.gains),
        ];
        for (into, from) in texts {
            if !from.is_empty() {
                into.clone_from(from);
            }
        }
        if !self.note.is_empty() {
            input.note = Some(self.note.clone());
        }
        let same = base.timeline.iter().map(|entry| &entry.process).eq(&self.process);
        if !self.process.is_empty() && !same {
            let entry = |text: &String| TimelineEntry { process: text.clone(), ..TimelineEntry::default() };
            input.timeline = self.process.iter().map(entry).collect();
        }
        input
    }

    /// Sheets on one lesson share its heading: a later row takes the heading of the earlier one, a new sheet that of
    /// the sheets that are there.
    fn share(&self, judge: &mut Judge<'_>, known: &Known, said: &mut Said, has_own: bool, input: &mut SheetInput) {
        let (Some(period), Some(class)) = (self.period, self.class.clone()) else {
            return;
        };
        let key = (self.date, period, self.teacher.clone(), class);
        let there = known.lessons.get(&key).filter(|_| !has_own);
        let (from, lesson) = match (said.lessons.get(&key), there) {
            (Some((place, lesson)), _) => (place.clone(), lesson),
            (None, Some(lesson)) => ("已有的听课记录".to_owned(), lesson),
            (None, None) => {
                said.lessons.insert(key, (judge.line.whereabouts(), input.clone()));
                return;
            }
        };
        let differing = [
            ("topic", "课题", input.topic != lesson.topic),
            ("lessons", "节数", self.lessons.is_some() && input.lesson_count != lesson.lesson_count),
        ];
        for (field, name, differs) in differing {
            if differs {
                judge.warn(field, format!("与{from}是同一节课而{name}不同，以先有的为准。"));
            }
        }
        input.subject.clone_from(&lesson.subject);
        input.topic.clone_from(&lesson.topic);
        input.lesson_type.clone_from(&lesson.lesson_type);
        input.place.clone_from(&lesson.place);
        input.lesson_count = lesson.lesson_count;
    }
}

/// What stands beside the lesson; a stroke for an empty cell is nothing.
fn note(judge: &mut Judge<'_>) -> String {
    let note = judge.text("note", 1000);
    if is_blank(&note) { String::new() } else { note }
}

/// What a sheet needs before it can be handed in.
fn complete(judge: &mut Judge<'_>, input: &mut SheetInput) {
    if input.subject.is_empty() {
        judge.refuse("subject", "学科是空的，名册里这位教师也没有学科。");
    }
    if input.lesson_kind.is_empty() {
        ORDINARY.clone_into(&mut input.lesson_kind);
        judge.warn("kind", format!("没有写听课类型，按“{ORDINARY}”写入。"));
    }
}
