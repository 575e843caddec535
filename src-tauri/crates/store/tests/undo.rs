//! Undo in chains: what was itself taken back is no obstacle, whatever else came later is.
#![allow(clippy::unwrap_used)]

use chrono::DateTime;
use keji_store::{Act, FixedClock, Migration, Result, SeededIds, Site, Store, StoreError, Tx};
use std::{collections::BTreeMap, sync::Arc};

const FIELDS: [&str; 4] = ["text", "title", "tag", "deleted_at"];
const NOTES: &[Migration] = &[Migration {
    version: 1,
    name: "notes",
    sql: "CREATE TABLE note (id TEXT PRIMARY KEY NOT NULL, text TEXT, title TEXT, tag TEXT, deleted_at TEXT) STRICT;",
}];

fn store(seed: u64) -> Store {
    let now = DateTime::parse_from_rfc3339("2026-11-19T10:12:00+08:00").unwrap();
    let site = Site {
        migrations: NOTES,
        clock: Arc::new(FixedClock(now)),
        ids: Arc::new(SeededIds::new(seed)),
        sign: |_, _| (String::new(), String::new()),
    };
    Store::memory(&site).unwrap()
}

type Key = (String, &'static str);
type State = BTreeMap<Key, Option<String>>;

fn create(store: &Store, text: &str) -> (String, String) {
    let insert = |tx: &Tx<'_>| -> Result<String> {
        let id = tx.new_id()?;
        tx.execute("INSERT INTO note (id, text) VALUES (?1, ?2)", [&id, text])?;
        Ok(id)
    };
    store.write(Act { op: "create", actor: "director", sitting: None }, insert).unwrap()
}

fn set(store: &Store, sitting: Option<&str>, fields: &[(Key, Option<String>)]) -> String {
    let update = |tx: &Tx<'_>| -> Result<()> {
        for ((record, field), value) in fields {
            let sql = format!("UPDATE note SET \"{field}\" = ?2 WHERE id = ?1");
            tx.execute(&sql, (record, value))?;
        }
        Ok(())
    };
    store.write(Act { op: "set", actor: "director", sitting }, update).unwrap().1
}

fn one(record: &str, field: &'static str, value: &str) -> [(Key, Option<String>); 1] {
    [((record.to_owned(), field), Some(value.to_owned()))]
}

fn state(store: &Store) -> State {
    let read = |read: &keji_store::Read<'_>| -> Result<State> {
        let mut statement = read.prepare("SELECT id, text, title, tag, deleted_at FROM note")?;
        let mut rows = statement.query([])?;
        let mut state = State::new();
        while let Some(row) = rows.next()? {
            for field in FIELDS {
                state.insert((row.get("id")?, field), row.get(field)?);
            }
        }
        Ok(state)
    };
    store.read(read).unwrap()
}

fn refused(store: &Store, act: &str) -> bool {
    let before = state(store);
    let refused = matches!(store.undo("director", act), Err(StoreError::UndoConflict));
    assert!(!refused || state(store) == before);
    refused
}

/// Repeatable numbers.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// An act as the model knows it.
#[derive(Default)]
struct Known {
    id: String,
    undoes: Option<usize>,
    creates: Option<(String, u32)>,
    /// When each field was first touched, and what stood there before.
    touches: BTreeMap<Key, (u32, Option<String>)>,
}

/// What the law of undo says, told without a log: by going through all acts.
#[derive(Default)]
struct Model {
    acts: Vec<Known>,
    moment: u32,
}

impl Model {
    fn alive(&self, act: usize) -> bool {
        !self.acts.iter().enumerate().any(|(at, other)| other.undoes == Some(act) && self.alive(at))
    }

    /// Whether a touch of another act stands in the way of one at a moment: it is later, was not taken back, and does
    /// not itself only take back something that was later, too.
    fn hinders(&self, other: usize, key: &Key, moment: u32) -> bool {
        let later = |act: usize| self.acts[act].touches.get(key).is_some_and(|(touched, _)| *touched > moment);
        later(other) && self.alive(other) && !self.acts[other].undoes.is_some_and(later)
    }

    fn allows(&self, act: usize) -> bool {
        let others = || (0..self.acts.len()).filter(move |other| *other != act);
        let known = &self.acts[act];
        let fields =
            known.touches.iter().all(|(key, (moment, _))| !others().any(|one| self.hinders(one, key, *moment)));
        let record = known.creates.as_ref().is_none_or(|(record, moment)| {
            FIELDS.into_iter().all(|field| {
                let key = (record.clone(), field);
                known.touches.contains_key(&key) || !others().any(|one| self.hinders(one, &key, *moment))
            })
        });
        fields && record
    }

    /// Takes note of an act by what it changed.
    fn note(&mut self, id: String, undoes: Option<usize>, creates: Option<&str>, before: &State, after: &State) {
        self.moment += 1;
        let place = self.acts.iter().position(|known| known.id == id).unwrap_or_else(|| {
            self.acts.push(Known { id, undoes, ..Known::default() });
            self.acts.len() - 1
        });
        let known = &mut self.acts[place];
        known.creates = creates.map(|record| (record.to_owned(), self.moment)).or(known.creates.take());
        for (key, value) in after {
            let old = before.get(key).cloned().flatten();
            if *value != old {
                known.touches.entry(key.clone()).or_insert((self.moment, old));
            }
        }
    }

    /// What the records look like once an act was undone.
    fn undone(&self, act: usize, mut state: State) -> State {
        let known = &self.acts[act];
        for (key, (_, before)) in &known.touches {
            if known.creates.is_none() {
                state.insert(key.clone(), before.clone());
            }
        }
        if let Some((record, _)) = &known.creates {
            state.insert((record.clone(), "deleted_at"), Some("2026-11-19T10:12:00+08:00".to_owned()));
        }
        state
    }

    fn originals_newest_first(&self) -> Vec<usize> {
        (0..self.acts.len()).rev().filter(|act| self.acts[*act].undoes.is_none() && self.alive(*act)).collect()
    }
}

/// Does something to the records; returns what the model has to know.
fn edit(
    store: &Store,
    dice: &mut Dice,
    records: &mut Vec<String>,
    round: usize,
    sittings: bool,
) -> (String, Option<String>) {
    if records.len() < 2 || (records.len() < 4 && dice.below(6) == 0) {
        let (record, act) = create(store, &format!("made {round}"));
        records.push(record.clone());
        return (act, Some(record));
    }
    let record = records[dice.below(records.len())].clone();
    if sittings && dice.below(4) == 0 {
        // A sitting at one record.
        let sitting = format!("sitting of {record} {}", dice.below(3));
        return (set(store, Some(&sitting), &one(&record, FIELDS[dice.below(3)], &format!("sat {round}"))), None);
    }
    let mut fields: Vec<(Key, Option<String>)> = Vec::new();
    for number in 0..=dice.below(3) {
        let key = (records[dice.below(records.len())].clone(), FIELDS[dice.below(FIELDS.len())]);
        fields.push((key, Some(format!("value {round} {number}"))));
    }
    (set(store, None, &fields), None)
}

#[test]
fn undo_follows_its_law_through_random_edits_and_undos() {
    let (mut done, mut refusals, mut redone) = (0, 0, 0);
    for seed in 1..=60_u64 {
        let (store, mut dice, mut model) = (store(seed), Dice(seed * 7_919), Model::default());
        let mut records = Vec::new();
        for round in 0..60 {
            let before = state(&store);
            if model.acts.is_empty() || dice.below(5) < 2 {
                let (act, made) = edit(&store, &mut dice, &mut records, round, true);
                model.note(act, None, made.as_deref(), &before, &state(&store));
                continue;
            }
            let act = model.acts.len() - 1 - dice.below(model.acts.len().min(12));
            let id = model.acts[act].id.clone();
            match store.undo("director", &id) {
                Ok(undo) => {
                    assert!(model.allows(act), "seed {seed}, round {round}: {id} was undone");
                    let after = state(&store);
                    assert_eq!(after, model.undone(act, before.clone()), "seed {seed}, round {round}");
                    redone += u32::from(model.acts[act].undoes.is_some());
                    model.note(undo, Some(act), None, &before, &after);
                    done += 1;
                }
                Err(StoreError::UndoConflict) => {
                    assert!(!model.allows(act), "seed {seed}, round {round}: {id} was refused");
                    assert_eq!(state(&store), before);
                    refusals += 1;
                }
                Err(error) => panic!("{error}"),
            }
        }
        for act in model.originals_newest_first() {
            let before = state(&store);
            let undo = store.undo("director", &model.acts[act].id).unwrap();
            let after = state(&store);
            assert_eq!(after, model.undone(act, before.clone()), "seed {seed}, at the end");
            model.note(undo, Some(act), None, &before, &after);
        }
        assert!(state(&store).iter().all(|((_, field), value)| *field != "deleted_at" || value.is_some()));
        assert_eq!(store.check().unwrap(), [], "seed {seed}");
    }
    // All ways were gone often.
    assert!(done > 500 && refusals > 300 && redone > 100, "{done} {refusals} {redone}");
}

#[test]
fn undoing_everything_newest_first_goes_back_through_every_state() {
    for seed in 1..=20_u64 {
        let (store, mut dice, mut records) = (store(seed), Dice(seed * 104_729), Vec::new());
        let mut way: Vec<(String, State)> = Vec::new();
        for round in 0..40 {
            let before = state(&store);
            let (act, _) = edit(&store, &mut dice, &mut records, round, false);
            way.push((act, before));
        }
        for (act, before) in way.into_iter().rev() {
            store.undo("director", &act).unwrap();
            // Of a record that did not exist then, only its deletion is left.
            let there = |(record, _): &Key| before.contains_key(&(record.clone(), "text"));
            let present: State = state(&store).into_iter().filter(|(key, _)| there(key)).collect();
            assert_eq!(present, before, "seed {seed}");
        }
        assert!(state(&store).iter().all(|((_, field), value)| *field != "deleted_at" || value.is_some()));
        assert_eq!(store.check().unwrap(), []);
    }
}

#[test]
fn a_chain_is_taken_back_and_done_again_step_by_step() {
    let store = store(1);
    let (note, _) = create(&store, "甲");
    let read = || state(&store)[&(note.clone(), "text")].clone().unwrap();
    let (first, second) = (set(&store, None, &one(&note, "text", "乙")), set(&store, None, &one(&note, "text", "丙")));
    assert!(refused(&store, &first));
    let un_second = store.undo("director", &second).unwrap();
    assert!(refused(&store, &second), "what was undone cannot be undone once more");
    let un_first = store.undo("director", &first).unwrap();
    assert_eq!(read(), "甲");
    assert!(refused(&store, &un_second), "the first step comes again before the second");
    store.undo("director", &un_first).unwrap();
    store.undo("director", &un_second).unwrap();
    assert_eq!(read(), "丙");
    assert!(refused(&store, &first));
    store.undo("director", &second).unwrap();
    store.undo("director", &first).unwrap();
    assert_eq!(read(), "甲");
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn a_record_that_was_changed_and_changed_back_by_undo_can_be_taken_away() {
    let store = store(1);
    let (note, made) = create(&store, "甲");
    let titled = set(&store, None, &one(&note, "title", "题"));
    assert!(refused(&store, &made));
    store.undo("director", &titled).unwrap();
    let gone = store.undo("director", &made).unwrap();
    assert!(refused(&store, &made));
    store.undo("director", &gone).unwrap();
    // By hand it was changed back, but that is a change of its own.
    set(&store, None, &one(&note, "title", "题"));
    set(&store, None, &[((note.clone(), "title"), None)]);
    assert!(refused(&store, &made));
}

#[test]
fn a_sitting_that_ended_where_it_began_hinders_nothing_once_it_is_undone() {
    let store = store(1);
    let (note, _) = create(&store, "甲");
    let first = set(&store, None, &one(&note, "text", "乙"));
    let idle = set(&store, Some("sitting"), &one(&note, "text", "丙"));
    assert_eq!(set(&store, Some("sitting"), &one(&note, "text", "乙")), idle);
    assert!(refused(&store, &first));
    store.undo("director", &idle).unwrap();
    store.undo("director", &first).unwrap();
    assert_eq!(state(&store)[&(note, "text")].as_deref(), Some("甲"));
}

#[test]
fn what_was_purged_is_not_brought_back_by_a_chain() {
    let store = store(1);
    let ((one_note, _), (other, _)) = (create(&store, "甲"), create(&store, "乙"));
    let first = set(&store, None, &one(&other, "text", "丙"));
    let both = set(&store, None, &[one(&one_note, "text", "丁"), one(&other, "text", "戊")].concat());
    let undone = store.undo("director", &both).unwrap();
    store
        .purge(Act { op: "purge", actor: "director", sitting: None }, &[("note".to_owned(), one_note.clone())])
        .unwrap();
    assert!(refused(&store, &undone), "half of it is gone for good");
    store.undo("director", &first).unwrap();
    assert_eq!(state(&store)[&(other, "text")].as_deref(), Some("乙"));
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn an_undo_that_does_not_pass_its_check_leaves_nothing() {
    let store = store(1);
    let (note, _) = create(&store, "甲");
    let act = set(&store, None, &one(&note, "text", "乙"));
    let before = store.dump().unwrap();
    let checked = store.undo_if("director", &act, |tx| -> Result<()> {
        let text: String = tx.query_row("SELECT text FROM note", [], |row| row.get("text"))?;
        assert_eq!(text, "甲");
        Err(StoreError::DiskFull)
    });
    assert!(matches!(checked, Err(StoreError::DiskFull)));
    assert_eq!(store.dump().unwrap(), before);
    store.undo("director", &act).unwrap();
}
