//! Names that Excel accepts for tabs.

use std::collections::BTreeSet;

use super::Sheet;
use crate::clean;

/// Longest name of a tab, in UTF-16 units.
const LONGEST: usize = 31;

/// A name for every sheet: without forbidden signs, not too long, each once.
pub(super) fn unique(sheets: &[Sheet]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    (1..)
        .zip(sheets)
        .map(|(number, sheet): (u32, &Sheet)| {
            let wanted = allowed(&sheet.name).unwrap_or_else(|| format!("表{number}"));
            let mut name = cut(&wanted, LONGEST);
            let mut copy = 2;
            while !taken.insert(name.to_lowercase()) {
                let mark = format!("（{copy}）");
                name = cut(&wanted, LONGEST - mark.encode_utf16().count()) + &mark;
                copy += 1;
            }
            name
        })
        .collect()
}

fn allowed(name: &str) -> Option<String> {
    let name: String =
        clean::text(name).chars().map(|ch| if "\\/?*[]:".contains(ch) || ch == '\n' { '_' } else { ch }).collect();
    let name = name.trim().trim_matches('\'');
    (!name.is_empty()).then(|| name.to_owned())
}

fn cut(name: &str, longest: usize) -> String {
    let mut units = 0;
    name.chars()
        .take_while(|ch| {
            units += ch.len_utf16();
            units <= longest
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        let sheets: Vec<Sheet> =
            names.iter().map(|name| Sheet { name: (*name).to_owned(), ..Sheet::default() }).collect();
        unique(&sheets)
    }

    #[test]
    fn forbidden_signs_are_replaced_and_empty_names_filled() {
        assert_eq!(names(&["听课/评课", "", "'甲'"]), ["听课_评课", "表2", "甲"]);
    }

    #[test]
    fn the_same_name_gets_a_number_and_stays_short() {
        let long = "教".repeat(40);
        let made = names(&[&long, &long, "a", "A"]);
        assert_eq!(made[1].chars().count(), 31);
        assert!(made[1].ends_with("（2）"));
        assert_eq!(made[3], "A（2）");
    }
}
