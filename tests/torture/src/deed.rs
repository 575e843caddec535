//! Deeds: acts that follow from a seed and a number alone, so that they can be submitted again and foretold.

use crate::{
    seed::Seed,
    state::{State, written},
};
use keji_store::{Result, Tx};

/// What one act does.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    /// Adds records, each with a part of its own.
    Add(Vec<Visit>),
    /// Sets two fields of an earlier record.
    Revise {
        /// The record.
        id: String,
        /// Its new title.
        title: String,
        /// Its new score.
        score: i64,
    },
}

/// One record.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) score: i64,
    pub(crate) body: String,
}

/// How large the larger deeds are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// Records of an import.
    pub(crate) records: u64,
    /// Bytes of a long text.
    pub(crate) text: u64,
}

/// A few hundred bytes to a few dozen kilobytes an act.
pub(crate) const SMALL: Scale = Scale { records: 12, text: 900 };
/// Imports of about a megabyte: automatic checkpoints follow.
pub(crate) const LARGE: Scale = Scale { records: 24, text: 12_000 };

/// Identifier of the act `number`.
pub(crate) fn act_id(seed: u64, number: u64) -> String {
    format!("act-{seed:016x}-{number:06}")
}

/// The record that the first deed of a seed adds.
pub(crate) fn first_record(seed: u64) -> String {
    visit_id(seed, 0, 0)
}

/// The deed `number` of a seed.
pub(crate) fn deed(seed: u64, number: u64, scale: Scale) -> Deed {
    let mut random = Seed::of(seed, number);
    let kind = kind(seed, number);
    if kind == Kind::Revise {
        let mut earlier = random.below(number);
        while self::kind(seed, earlier) == Kind::Revise {
            earlier -= 1;
        }
        let score = i64::try_from(random.below(100)).unwrap_or(0);
        return Deed::Revise { id: visit_id(seed, earlier, 0), title: format!("改 {number}"), score };
    }
    let count = match kind {
        Kind::One | Kind::Revise => 1,
        Kind::Few => 5,
        Kind::Import => scale.records,
    };
    Deed::Add((0..count).map(|nth| visit(seed, number, nth, &mut random, kind, scale)).collect())
}

/// An import, whatever its number would be: for filling a disk.
pub(crate) fn import(seed: u64, number: u64, scale: Scale) -> Deed {
    let mut random = Seed::of(seed, number);
    let all = (0..scale.records).map(|nth| visit(seed, number, nth, &mut random, Kind::Import, scale));
    Deed::Add(all.collect())
}

impl Deed {
    /// Does it. Doing it again changes nothing.
    pub(crate) fn perform(&self, tx: &Tx<'_>) -> Result<()> {
        match self {
            Self::Add(visits) => {
                for visit in visits {
                    tx.prepare_cached(
                        "INSERT INTO visit (id, title, score, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO NOTHING",
                    )?
                    .execute((&visit.id, &visit.title, visit.score, &visit.body))?;
                    tx.prepare_cached(
                        "INSERT INTO part (id, visit_id, label) VALUES ('p' || ?1, ?1, ?2) ON CONFLICT (id) DO NOTHING",
                    )?
                    .execute((&visit.id, &visit.title))?;
                }
            }
            Self::Revise { id, title, score } => {
                tx.prepare_cached("UPDATE visit SET title = ?2, score = ?3 WHERE id = ?1")?
                    .execute((id, title, score))?;
            }
        }
        Ok(())
    }
}

/// What a store holds after the deeds below `end`, without asking it.
pub(crate) fn foretold(seed: u64, end: u64, scale: Scale) -> State {
    let mut state = State::default();
    for number in 0..end {
        state.acts.insert(act_id(seed, number));
        match deed(seed, number, scale) {
            Deed::Add(visits) => {
                for visit in visits {
                    let part = [("visit_id", visit.id.clone()), ("label", visit.title.clone())];
                    state.records.insert(format!("part/p{}", visit.id), written(&part));
                    state
                        .records
                        .insert(format!("visit/{}", visit.id), visit_text(&visit.title, visit.score, &visit.body));
                }
            }
            Deed::Revise { id, title, score } => {
                if let Some(text) = state.records.get_mut(&format!("visit/{id}")) {
                    let body = text.split('\u{1f}').find_map(|field| field.strip_prefix("body=")).unwrap_or_default();
                    *text = visit_text(&title, score, body);
                }
            }
        }
    }
    state
}

fn visit_text(title: &str, score: i64, body: &str) -> String {
    written(&[("title", title.to_owned()), ("score", score.to_string()), ("body", body.to_owned())])
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    One,
    Few,
    Import,
    Revise,
}

fn kind(seed: u64, number: u64) -> Kind {
    if number == 0 {
        return Kind::One;
    }
    match Seed::of(seed ^ 0x6b69_6e64, number).below(20) {
        0..=8 => Kind::One,
        9..=11 => Kind::Few,
        12..=13 => Kind::Import,
        _ => Kind::Revise,
    }
}

fn visit_id(seed: u64, number: u64, nth: u64) -> String {
    format!("{seed:016x}-{number:06}-{nth:04}")
}

fn visit(seed: u64, number: u64, nth: u64, random: &mut Seed, kind: Kind, scale: Scale) -> Visit {
    let length = if kind == Kind::Import { scale.text / 2 + random.below(scale.text) } else { random.below(200) };
    let letter = char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0));
    Visit {
        id: visit_id(seed, number, nth),
        title: format!("听课 {number}-{nth}"),
        score: i64::try_from(random.below(100)).unwrap_or(0),
        body: std::iter::repeat_n(letter, usize::try_from(length).unwrap_or(0)).collect(),
    }
}
