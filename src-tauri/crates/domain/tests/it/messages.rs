//! Every code has words, and every word a code.

use keji_domain::{Code, messages};
use keji_intake::IntakeError;
use keji_store::StoreError;
use std::collections::{BTreeMap, BTreeSet};

/// Codes that are told by the kinds of failure instead of the domain's own list.
const OTHER_CODES: [&str; 4] = ["file_failed", "missing_glyphs", "render_failed", "cancelled"];

const CODES_SOURCE: &str = include_str!("../../src/codes.rs");

#[test]
fn every_code_has_words_and_every_word_a_code() {
    let mut codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    codes.extend(store_codes());
    codes.extend(OTHER_CODES);
    codes.extend(IntakeError::CODES);
    let words: BTreeSet<&str> = messages::catalogue().keys().map(String::as_str).collect();
    let without_words: Vec<_> = codes.difference(&words).collect();
    let without_code: Vec<_> = words.difference(&codes).collect();
    assert!(without_words.is_empty(), "codes without words: {without_words:?}");
    assert!(without_code.is_empty(), "words without a code: {without_code:?}");
}

#[test]
fn codes_are_unique() {
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(codes.len(), Code::ALL.len());
}

#[test]
fn words_say_what_happened_and_how_to_mend_it() {
    for (code, words) in messages::catalogue() {
        let mend = words.mend.clone().unwrap_or_default();
        for sentence in [&words.text, &mend] {
            assert!(sentence.ends_with('。'), "{code}: {sentence:?} is not a sentence");
            assert!(!sentence.contains(['!', '！', '"']), "{code}: {sentence:?} shouts or has straight quotes");
        }
    }
}

#[test]
fn values_in_the_words_are_values_that_the_code_carries() {
    let documented = documented_parameters();
    for code in Code::ALL {
        let words = &messages::catalogue()[code.as_str()];
        let sentence = format!("{}{}", words.text, words.mend.clone().unwrap_or_default());
        let carried = &documented[code.as_str()];
        for name in placeholders(&sentence) {
            assert!(carried.contains(&name), "{}: {name} is not among {carried:?}", code.as_str());
        }
    }
}

#[test]
fn a_sentence_has_its_values() {
    let error = keji_domain::Error::rule(Code::FieldTooLong).with("field", "课题").with("most", 100);
    assert_eq!(messages::sentence(&error.to_wire()), "“课题”超过 100 个字。请缩短到 100 个字以内。");
}

fn store_codes() -> Vec<&'static str> {
    let io = || std::io::Error::from(std::io::ErrorKind::NotFound);
    [
        StoreError::Missing,
        StoreError::Exists,
        StoreError::Incomplete(""),
        StoreError::Damaged(String::new()),
        StoreError::TooNew { found: 2, known: 1 },
        StoreError::MigrationChanged(1),
        StoreError::Held(None),
        StoreError::Empty,
        StoreError::Foreign,
        StoreError::KeysDamaged,
        StoreError::NetworkShare("cifs".into()),
        StoreError::BackupDamaged("head"),
        StoreError::DiskFull,
        StoreError::UndoConflict,
        StoreError::NoSuchAct,
        StoreError::Sqlite(keji_store::rusqlite::Error::InvalidQuery),
        StoreError::Io { path: "keji.db".into(), source: io() },
    ]
    .iter()
    .map(StoreError::code)
    .collect()
}

/// What the doc lines of `codes.rs` promise: the names in backticks after “Parameter”.
fn documented_parameters() -> BTreeMap<String, Vec<String>> {
    let mut documented = BTreeMap::new();
    let mut parameters = Vec::new();
    for line in CODES_SOURCE.lines().map(str::trim) {
        if let Some(doc) = line.strip_prefix("/// ") {
            let told = doc.split_once("Parameter").map_or("", |(_, told)| told);
            parameters = told.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        } else if let Some((_, code)) = line.split_once(" = \"") {
            let code = code.trim_end_matches("\",").to_owned();
            documented.insert(code, std::mem::take(&mut parameters));
        }
    }
    documented
}

fn placeholders(sentence: &str) -> Vec<String> {
    sentence.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned()).collect()
}
