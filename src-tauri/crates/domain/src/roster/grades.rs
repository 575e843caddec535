//! Grades as schools write them: which year of school each is, which follows which, which leave the school.

/// Grades that follow one another, with the year of school of the first.
const LADDERS: [(u8, &[&str]); 7] = [
    (
        1,
        &[
            "一年级",
            "二年级",
            "三年级",
            "四年级",
            "五年级",
            "六年级",
            "七年级",
            "八年级",
            "九年级",
            "十年级",
            "十一年级",
            "十二年级",
        ],
    ),
    (
        1,
        &[
            "1年级", "2年级", "3年级", "4年级", "5年级", "6年级", "7年级", "8年级", "9年级", "10年级", "11年级",
            "12年级",
        ],
    ),
    (1, &["小学一年级", "小学二年级", "小学三年级", "小学四年级", "小学五年级", "小学六年级"]),
    (7, &["初一", "初二", "初三"]),
    (7, &["初一年级", "初二年级", "初三年级"]),
    (10, &["高一", "高二", "高三"]),
    (10, &["高一年级", "高二年级", "高三年级"]),
];

/// Year of school of a grade, 1–12; none for a grade that is not known, such as 2024级.
pub(crate) fn level(grade: &str) -> Option<u8> {
    let places = LADDERS.iter().filter_map(|(first, ladder)| {
        let place = ladder.iter().position(|known| *known == grade)?;
        u8::try_from(place).ok().map(|place| first + place)
    });
    places.max()
}

/// Primary, lower and upper secondary school: 0, 1, 2.
pub(crate) fn part(level: u8) -> u8 {
    (level.max(1) - 1) / 3 / 2 + u8::from(level > 9)
}

/// Where a grade stands in a school, however it is written: by its year; then by the year of entry, the youngest first;
/// then what is no grade, by its text.
pub(crate) fn order(grade: &str) -> (u32, &str) {
    if let Some(entry) = grade.strip_suffix('级').and_then(|year| year.parse::<u32>().ok()) {
        return (UNKNOWN.saturating_sub(entry), grade);
    }
    (year_of(grade).unwrap_or(UNKNOWN), grade)
}

/// Behind every grade and every year of entry.
const UNKNOWN: u32 = 10_000;

/// The year of school from 1 to 12: 七年级, 7年级, 初一, 初中一年级 are all the seventh.
fn year_of(grade: &str) -> Option<u32> {
    const NUMERALS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let bare = grade.strip_suffix("年级").unwrap_or(grade);
    let stages = [("小学", 0), ("小", 0), ("初中", 6), ("初", 6), ("高中", 9), ("高", 9)];
    let of_stage = stages.into_iter().find_map(|(word, years)| Some((bare.strip_prefix(word)?, years)));
    let (number, before) = of_stage.unwrap_or((bare, 0));
    let numeral = NUMERALS.iter().position(|known| *known == number).and_then(|at| u32::try_from(at + 1).ok());
    let year = numeral.or_else(|| number.parse().ok())?;
    (1..=12).contains(&year).then_some(before + year)
}

/// The grades of a school and how it calls its stage: what a step up depends on.
pub(crate) struct Steps<'a> {
    stage: &'a str,
    at_hand: &'a [String],
}

impl<'a> Steps<'a> {
    /// For a school of a stage, which may not be said, with the grades that it has.
    pub(crate) fn new(stage: &'a str, at_hand: &'a [String]) -> Self {
        Self { stage, at_hand }
    }

    /// The grade after a grade; none at the top, and for a grade that is not known.
    pub(crate) fn next(&self, grade: &str) -> Option<String> {
        let year = level(grade)?;
        let own = LADDERS.iter().find_map(|(_, ladder)| {
            let place = ladder.iter().position(|known| *known == grade)?;
            ladder.get(place + 1).map(|next| (*next).to_owned())
        });
        if ![6, 9].contains(&year) {
            return own;
        }
        let there = |next: &String| self.at_hand.contains(next);
        let other = || self.at_hand.iter().find(|other| level(other) == Some(year + 1)).cloned();
        if year == 6 {
            return own.clone().filter(there).or_else(other).or(own).or_else(|| Some("七年级".to_owned()));
        }
        let whole = self.stage.starts_with("十二年");
        match own.clone().filter(there) {
            Some(next) => Some(next),
            None if whole => other().or_else(|| Some("高一".to_owned())),
            None => None,
        }
    }

    /// Whether a grade leaves the school: what nothing follows, and the highest of a stage where the stage or the
    /// grades at hand say so.
    pub(crate) fn leaves(&self, grade: &str) -> bool {
        let goes_on = || self.at_hand.iter().any(|other| Some(other) == self.next(grade).as_ref() && other != grade);
        match level(grade) {
            Some(12) => true,
            Some(9) => self.next(grade).is_none(),
            Some(6) if self.stage == "小学" => true,
            Some(6) if self.stage.is_empty() => !goes_on(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Steps, level, order, part};

    fn told(stage: &str, grades: &[&str]) -> Vec<String> {
        let at_hand: Vec<String> = grades.iter().map(|grade| (*grade).to_owned()).collect();
        let steps = Steps::new(stage, &at_hand);
        let one = |grade: &String| {
            let next = steps.next(grade).unwrap_or_else(|| "-".to_owned());
            format!("{grade}→{next}{}", if steps.leaves(grade) { " 毕业" } else { "" })
        };
        at_hand.iter().map(one).collect()
    }

    #[test]
    fn what_becomes_of_a_grade_depends_on_the_school() {
        assert_eq!(told("小学", &["五年级", "六年级"]), ["五年级→六年级", "六年级→七年级 毕业"]);
        assert_eq!(told("", &["五年级", "六年级"]), ["五年级→六年级", "六年级→七年级 毕业"]);
        assert_eq!(told("", &["六年级", "七年级", "九年级"]), ["六年级→七年级", "七年级→八年级", "九年级→- 毕业"]);
        assert_eq!(told("初中", &["六年级", "九年级"]), ["六年级→七年级", "九年级→- 毕业"]);
        assert_eq!(told("九年一贯", &["小学六年级", "初一", "初三"]), ["小学六年级→初一", "初一→初二", "初三→- 毕业"]);
        assert_eq!(
            told("十二年一贯制", &["九年级", "十年级", "十二年级"]),
            ["九年级→十年级", "十年级→十一年级", "十二年级→- 毕业"]
        );
        assert_eq!(told("十二年一贯制", &["初三", "高一年级"]), ["初三→高一年级", "高一年级→高二年级"]);
        assert_eq!(told("十二年一贯制", &["九年级"]), ["九年级→高一"]);
        assert_eq!(told("完全中学", &["初三", "高一", "高三"]), ["初三→- 毕业", "高一→高二", "高三→- 毕业"]);
        assert_eq!(told("小学", &["1年级", "6年级"]), ["1年级→2年级", "6年级→7年级 毕业"]);
        assert_eq!(told("高中", &["2024级"]), ["2024级→-"]);
    }

    #[test]
    fn a_grade_has_its_year_and_its_part_of_school() {
        assert_eq!(["一年级", "初三年级", "高一", "12年级"].map(level), [Some(1), Some(9), Some(10), Some(12)]);
        assert_eq!([1, 6, 7, 9, 10, 12].map(part), [0, 0, 1, 1, 2, 2]);
    }

    fn sorted(mut grades: Vec<&str>) -> Vec<&str> {
        grades.sort_by(|a, b| order(a).cmp(&order(b)));
        grades
    }

    #[test]
    fn grades_stand_in_the_order_of_a_school() {
        for school in [
            vec!["初一", "初二", "初三"],
            vec!["六年级", "初一年级", "初二年级", "初三年级", "高一年级", "高二年级", "高三年级"],
            vec!["小学一年级", "2年级", "三年级", "九年级", "十年级", "十一年级", "十二年级", "国际部"],
            vec!["七年级", "八年级", "九年级", "高一", "高二", "高三"],
            vec!["初中一年级", "高中三年级", "2026级", "2025级", "2024级"],
        ] {
            assert_eq!(sorted(school.iter().rev().copied().collect()), school);
        }
    }
}
