//! People and classes made ready for finding: kept as long as the roster stays as it is, because five thousand names are
//! not spelt anew at every key.

use super::{
    fit::{Fit, Form},
    rows,
    types::Hit,
};
use crate::{
    error::Result,
    office::locked,
    roster::{self, Names},
};
use keji_store::{Read, Store};
use std::sync::{Arc, Mutex, Weak};

/// Of the open school; forgotten with it.
#[derive(Default)]
pub(crate) struct Kept(Mutex<Option<Reading>>);

/// What was read of a store, and the newest transaction that it holds.
struct Reading {
    of: Weak<Store>,
    seq: u32,
    finder: Arc<Finder>,
}

/// People and classes of a school.
pub(crate) struct Finder {
    people: Vec<Person>,
    classes: Vec<Class>,
    /// Names of all who ever stood on the roster.
    names: Names,
}

struct Person {
    id: String,
    /// The name as it is shown: people of one name are told apart.
    shown: String,
    detail: String,
    employee_no: Option<String>,
    in_service: bool,
    form: Form,
    former: Vec<(String, Form)>,
}

struct Class {
    id: String,
    name: String,
    grade: String,
    form: Form,
    /// 七(2) is found by 72 as well.
    digits: String,
}

impl Kept {
    /// What is known of a school now: as it was kept, or read anew when people or classes were touched since.
    pub(crate) fn of(&self, store: &Arc<Store>, read: &Read<'_>) -> Result<Arc<Finder>> {
        let newest = rows::newest(read)?;
        let mut kept = locked(&self.0);
        if let Some(reading) = kept.as_mut()
            && Weak::ptr_eq(&reading.of, &Arc::downgrade(store))
            && reading.seq <= newest
            && (reading.seq == newest || !rows::roster_touched_since(read, reading.seq)?)
        {
            reading.seq = newest;
            return Ok(Arc::clone(&reading.finder));
        }
        let finder = Arc::new(Finder::read(read)?);
        *kept = Some(Reading { of: Arc::downgrade(store), seq: newest, finder: Arc::clone(&finder) });
        Ok(finder)
    }

    /// Forgets the names: the school is closed or locked.
    pub(crate) fn forget(&self) {
        *locked(&self.0) = None;
    }
}

impl Finder {
    fn read(read: &Read<'_>) -> Result<Self> {
        let (mut posts, mut former) = (rows::posts(read)?, rows::former_names(read)?);
        let (mut people, names) = (Vec::new(), Names::read(read)?);
        for row in rows::people(read)? {
            let posts = posts.remove(&row.id).unwrap_or_default().join("、");
            let gone = if row.in_service { "" } else { "已离校" };
            let former = former.remove(&row.id).unwrap_or_default();
            people.push(Person {
                detail: joined([row.department.as_str(), &row.subject, &posts, gone]),
                employee_no: row.employee_no,
                in_service: row.in_service,
                form: Form::of(&row.name),
                former: former
                    .into_iter()
                    .filter(|name| *name != row.name)
                    .map(|name| (name.clone(), Form::of(&name)))
                    .collect(),
                shown: names.teacher(Some(&row.id)),
                id: row.id,
            });
        }
        let classes = roster::classes(read)?.into_iter().map(Class::of).collect();
        Ok(Self { people, classes, names })
    }

    /// Name of a teacher as it is shown; empty when unknown.
    pub(super) fn name(&self, id: Option<&str>) -> String {
        self.names.teacher(id)
    }

    /// People whom a folded query fits: the best fits first, among equals those in service, then by present name before
    /// a former one, then in the roster's order.
    pub(super) fn people(&self, query: &str, most: usize) -> Vec<Hit> {
        let mut found: Vec<(Fit, bool, bool, usize, Option<&str>)> = Vec::new();
        for (order, person) in self.people.iter().enumerate() {
            let number = person.employee_no.as_deref().is_some_and(|number| super::pinyin::folded(number) == query);
            let present = if number { Some(Fit::Name) } else { person.form.fit(query) };
            let former = person.former.iter().filter_map(|(name, form)| Some((form.fit(query)?, name.as_str()))).min();
            let best = match (present, former) {
                (Some(fit), Some((other, name))) if other < fit => (other, Some(name)),
                (Some(fit), _) => (fit, None),
                (None, Some((fit, name))) => (fit, Some(name)),
                (None, None) => continue,
            };
            found.push((best.0, !person.in_service, best.1.is_some(), order, best.1));
        }
        found.sort_unstable();
        found
            .into_iter()
            .take(most)
            .map(|(.., order, former)| {
                let person = &self.people[order];
                let former = former.map(|name| format!("曾用名 {name}")).unwrap_or_default();
                Hit {
                    kind: "teacher".into(),
                    id: person.id.clone(),
                    title: person.shown.clone(),
                    detail: joined([former.as_str(), &person.detail]),
                    route: format!("/roster?teacher={}", person.id),
                }
            })
            .collect()
    }

    /// Classes whom a folded query fits, the best first.
    pub(super) fn classes(&self, query: &str, most: usize) -> Vec<Hit> {
        let mut found: Vec<(Fit, usize)> = self
            .classes
            .iter()
            .enumerate()
            .filter_map(|(order, class)| {
                let digits = (!class.digits.is_empty() && class.digits == query).then_some(Fit::FullPinyin);
                // Brackets are not typed with an input method's half of the time.
                let bare: String = query.chars().filter(|c| c.is_alphanumeric()).collect();
                class.form.fit(&bare).into_iter().chain(digits).min().map(|fit| (fit, order))
            })
            .collect();
        found.sort_unstable();
        found
            .into_iter()
            .take(most)
            .map(|(_, order)| {
                let class = &self.classes[order];
                Hit {
                    kind: "class".into(),
                    id: class.id.clone(),
                    title: class.name.clone(),
                    detail: class.grade.clone(),
                    route: format!("/roster?class={}", class.id),
                }
            })
            .collect()
    }
}

impl Class {
    fn of(class: roster::SchoolClass) -> Self {
        const GRADES: &str = "一二三四五六七八九";
        let digit = |c: char| match GRADES.chars().position(|grade| grade == c) {
            Some(at) => u32::try_from(at + 1).ok().and_then(|number| char::from_digit(number, 10)),
            None => c.is_ascii_digit().then_some(c),
        };
        Self {
            form: Form::of(&format!("{}班", class.name)),
            digits: class.name.chars().filter_map(digit).collect(),
            id: class.id,
            name: class.name,
            grade: class.grade,
        }
    }
}

fn joined<const N: usize>(parts: [&str; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
