//! Codes in place of people's names: 教师007 stands for the same person in every paper that leaves the office.

use super::texts::map_texts;
use crate::{
    error::Result,
    roster::{self, Names},
};
use keji_store::Read;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// A person with the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coded {
    /// The teacher's record.
    pub(crate) teacher_id: String,
    /// Name as on the roster.
    pub(crate) name: String,
    /// Code, such as 教师007. People of one name share the first one's: a paper does not tell them apart either.
    pub(crate) code: String,
    /// Whether somebody earlier has the same name.
    pub(crate) shared: bool,
}

/// The table of codes: everyone who ever stood on the roster, in the order in which they came.
pub(crate) struct Codes {
    people: Vec<Coded>,
    /// Names by their first character, the longest first.
    names: BTreeMap<char, Vec<Name>>,
}

struct Name {
    /// Folded, without blanks.
    letters: Vec<char>,
    code: String,
}

impl Codes {
    /// The codes of the open school.
    ///
    /// # Errors
    /// The store's refusals.
    pub(crate) fn read(read: &Read<'_>) -> Result<Self> {
        let names = Names::read(read)?;
        let mut codes = Self::of(names.everyone());
        // What tells people of one name apart may be the employee number, which would undo the code.
        codes.learn(&names.marked());
        codes.learn(&roster::former_names(read)?);
        Ok(codes)
    }

    /// The codes of people in the order of their identifiers, which is the order in which they came to the roster.
    pub(crate) fn of<'a>(everyone: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut people: Vec<Coded> = Vec::new();
        let mut known: BTreeMap<Vec<char>, String> = BTreeMap::new();
        for (number, (id, name)) in (1..).zip(everyone) {
            let letters = letters(name);
            let earlier = known.get(&letters).cloned();
            let code = earlier.clone().unwrap_or_else(|| format!("教师{number:03}"));
            if !letters.is_empty() {
                known.insert(letters, code.clone());
            }
            people.push(Coded { teacher_id: id.into(), name: name.into(), code, shared: earlier.is_some() });
        }
        let mut names: BTreeMap<char, Vec<Name>> = BTreeMap::new();
        for (letters, code) in known {
            if let Some(first) = letters.first() {
                names.entry(*first).or_default().push(Name { letters, code });
            }
        }
        for names in names.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.letters.len()));
        }
        Self { people, names }
    }

    /// Other names of people, such as those that they had before, stand for the same codes, unless somebody else has the
    /// name now.
    fn learn(&mut self, others: &BTreeMap<String, Vec<String>>) {
        for person in &self.people {
            for name in others.get(&person.teacher_id).into_iter().flatten() {
                let letters = letters(name);
                let Some(first) = letters.first() else { continue };
                let names = self.names.entry(*first).or_default();
                if names.iter().all(|known| known.letters != letters) {
                    names.push(Name { letters, code: person.code.clone() });
                    names.sort_by_key(|name| std::cmp::Reverse(name.letters.len()));
                }
            }
        }
    }

    /// Everyone with the code, in the order of the codes.
    pub(crate) fn people(&self) -> &[Coded] {
        &self.people
    }

    /// A model of a paper with codes in place of names, in whatever text they stand.
    ///
    /// # Errors
    /// The model could not be read back.
    pub(crate) fn in_model<T: Serialize + DeserializeOwned>(&self, model: T) -> Result<T> {
        map_texts(model, &|text| self.in_text(text))
    }

    /// A text with codes in place of names. Where several names begin, the longest one counts; blanks inside a name,
    /// as offices set them between two characters, do not hide it.
    pub(crate) fn in_text(&self, text: &str) -> String {
        let characters: Vec<char> = text.chars().collect();
        let mut told = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(here) = characters.get(at) {
            if let Some((code, end)) = self.name_at(&characters, at) {
                told.push_str(code);
                at = end;
            } else {
                told.push(*here);
                at += 1;
            }
        }
        told
    }

    fn name_at(&self, text: &[char], at: usize) -> Option<(&str, usize)> {
        let first = folded(*text.get(at)?);
        let names = self.names.get(&first)?;
        names.iter().find_map(|name| Some((name.code.as_str(), end_of(name, text, at)?)))
    }
}

/// Where a name that begins at a place ends; none when another text stands there.
fn end_of(name: &Name, text: &[char], from: usize) -> Option<usize> {
    let latin = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_alphanumeric);
    let mut at = from;
    for (index, letter) in name.letters.iter().enumerate() {
        while index > 0 && text.get(at).copied().is_some_and(blank) {
            at += 1;
        }
        if folded(*text.get(at)?) != *letter {
            return None;
        }
        at += 1;
    }
    // A Latin name is a word of its own: Li is not the beginning of Linda.
    let parted = |inside: usize, outside: Option<usize>| !(latin(Some(inside)) && latin(outside));
    (parted(from, from.checked_sub(1)) && parted(at - 1, Some(at))).then_some(at)
}

/// The characters by which a name is known.
fn letters(name: &str) -> Vec<char> {
    name.chars().filter(|c| !blank(*c) && !c.is_control()).map(folded).collect()
}

fn blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{3000}')
}

/// A character without case; the dots that keyboards put into names of several parts are one.
fn folded(c: char) -> char {
    match c {
        '•' | '・' | '‧' | '∙' | '⋅' | '．' | '.' => '·',
        c => c.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::Codes;

    fn codes(names: &[&str]) -> Codes {
        let ids: Vec<String> = (0..names.len()).map(|at| format!("{at:03}")).collect();
        Codes::of(ids.iter().map(String::as_str).zip(names.iter().copied()))
    }

    #[test]
    fn the_longest_name_counts() {
        let codes = codes(&["王小", "王小明", "明亮"]);
        assert_eq!(codes.in_text("王小明老师与王小老师、明亮"), "教师002老师与教师001老师、教师003");
    }

    #[test]
    fn a_name_inside_another_one_does_not_clobber_it() {
        let codes = codes(&["阳静", "欧阳静", "静怡"]);
        assert_eq!(codes.in_text("欧阳静的课，阳静听；静怡记"), "教师002的课，教师001听；教师003记");
    }

    #[test]
    fn blanks_and_dots_do_not_hide_a_name() {
        let codes = codes(&["何静", "阿依古丽·买买提", "Anna Li"]);
        assert_eq!(codes.in_text("何　静、阿依古丽•买买提、anna li"), "教师001、教师002、教师003");
        assert_eq!(codes.in_text("何\n静 Anna Linda"), "何\n静 Anna Linda");
    }

    #[test]
    fn people_of_one_name_share_a_code_and_it_is_told() {
        let codes = codes(&["张伟", "李娜", "张 伟"]);
        let told: Vec<_> = codes.people().iter().map(|one| (one.code.as_str(), one.shared)).collect();
        assert_eq!(told, [("教师001", false), ("教师002", false), ("教师001", true)]);
    }

    #[test]
    fn an_empty_name_is_no_name() {
        assert_eq!(codes(&["", " "]).in_text("无 名"), "无 名");
    }
}
