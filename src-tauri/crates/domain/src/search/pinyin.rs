//! Pinyin of names: a name is found by its characters, its full pinyin or its initials; a surname has its surname
//! reading.

use pinyin::ToPinyin;

/// Surnames whose reading differs from the character's most common one. Longest first.
const SURNAMES: [(&str, &[&str]); 29] = [
    ("尉迟", &["yu", "chi"]),
    ("万俟", &["mo", "qi"]),
    ("长孙", &["zhang", "sun"]),
    ("澹台", &["tan", "tai"]),
    ("单于", &["chan", "yu"]),
    ("单", &["shan"]),
    ("曾", &["zeng"]),
    ("仇", &["qiu"]),
    ("解", &["xie"]),
    ("查", &["zha"]),
    ("朴", &["piao"]),
    ("区", &["ou"]),
    ("盖", &["ge"]),
    ("乐", &["yue"]),
    ("覃", &["qin"]),
    ("翟", &["zhai"]),
    ("召", &["shao"]),
    ("任", &["ren"]),
    ("华", &["hua"]),
    ("缪", &["miao"]),
    ("纪", &["ji"]),
    ("石", &["shi"]),
    ("沈", &["shen"]),
    ("冼", &["xian"]),
    ("折", &["she"]),
    ("祭", &["zhai"]),
    ("牟", &["mu"]),
    ("种", &["chong"]),
    ("重", &["chong"]),
];

/// What a query or a name is compared by: lower case, without blanks, ü as v.
pub(crate) fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ü' { 'v' } else { c })
        .collect()
}

/// Full pinyin and initials of a name, separated by a blank: `yankexin ykx`.
pub(crate) fn searchable(name: &str) -> String {
    let syllables = syllables(name);
    let full: String = syllables.concat();
    let initials: String = syllables.iter().filter_map(|syllable| syllable.chars().next()).collect();
    format!("{full} {initials}")
}

fn syllables(name: &str) -> Vec<String> {
    let surname = SURNAMES.iter().find(|(characters, _)| name.starts_with(characters));
    let (mut syllables, rest): (Vec<String>, &str) = match surname {
        Some((characters, readings)) => {
            (readings.iter().map(|reading| (*reading).to_owned()).collect(), &name[characters.len()..])
        }
        None => (Vec::new(), name),
    };
    for character in rest.chars() {
        match character.to_pinyin() {
            Some(reading) => syllables.push(folded(reading.plain())),
            None if character.is_alphanumeric() => syllables.push(folded(&character.to_string())),
            None => {}
        }
    }
    syllables
}

#[cfg(test)]
mod tests {
    use super::searchable;

    #[test]
    fn a_surname_has_its_surname_reading() {
        assert_eq!(searchable("单雨桐"), "shanyutong syt");
        assert_eq!(searchable("尉迟敬德"), "yuchijingde ycjd");
        assert_eq!(searchable("曾国强"), "zengguoqiang zgq");
    }

    #[test]
    fn u_umlaut_is_typed_as_v() {
        assert_eq!(searchable("吕绿"), "lvlv ll");
    }

    #[test]
    fn pseudonyms_with_digits_are_found() {
        assert_eq!(searchable("教师078"), "jiaoshi078 js078");
    }
}
