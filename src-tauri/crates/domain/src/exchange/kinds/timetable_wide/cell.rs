//! What one cell of a wide timetable, or the cells of one period below each other, say.

/// A lesson of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Taught {
    pub(super) subject: String,
    pub(super) teacher: String,
    pub(super) place: String,
    /// 单周, 双周, or empty.
    pub(super) weeks: String,
}

/// Lessons of a cell that says everything: 语文/张三, 语文（张三）, 语文 张三, 美术（单）/音乐（双）.
pub(super) fn from_one(cell: &str) -> Vec<Taught> {
    let parts: Vec<&str> =
        cell.split(['/', '／', '\n', ' ', '\u{3000}']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|part| !weeks_of(part).1.is_empty()) {
        return parts.iter().map(|part| subject(part)).collect();
    }
    let mut parts = parts.into_iter();
    let mut lesson = subject(parts.next().unwrap_or_default());
    if let Some((bare, inside)) = brackets(&lesson.subject) {
        (lesson.subject, lesson.teacher) = (bare.to_owned(), inside.to_owned());
    }
    for rest in parts {
        let place = if lesson.teacher.is_empty() { &mut lesson.teacher } else { &mut lesson.place };
        rest.clone_into(place);
    }
    vec![lesson]
}

/// Lessons of cells below each other: subject, teacher, place. Several teachers are a lesson each.
pub(super) fn from_lines(lines: &[String]) -> Vec<Taught> {
    let line = |at: usize| lines.get(at).map(String::as_str).unwrap_or_default();
    let mut lesson = subject(line(0));
    // A cell merged over both rows says the subject twice.
    let said = |text: &str| text != line(0);
    line(2).clone_into(&mut lesson.place);
    if !said(&lesson.place) {
        lesson.place.clear();
    }
    let teachers: Vec<&str> = line(1).split(['、', '，', ',', '/', '\n']).map(str::trim).collect();
    teachers
        .into_iter()
        .filter(|teacher| said(line(1)) || teacher.is_empty())
        .map(|teacher| Taught { teacher: teacher.to_owned(), ..lesson.clone() })
        .chain(if said(line(1)) { None } else { Some(lesson.clone()) })
        .collect()
}

fn subject(text: &str) -> Taught {
    let (subject, weeks) = weeks_of(text);
    Taught { subject: subject.to_owned(), weeks: weeks.to_owned(), ..Taught::default() }
}

/// "美术（单）" → "美术", "单周".
fn weeks_of(text: &str) -> (&str, &'static str) {
    match brackets(text) {
        Some((bare, "单" | "单周")) => (bare, "单周"),
        Some((bare, "双" | "双周")) => (bare, "双周"),
        _ => (text, ""),
    }
}

/// A text that ends in brackets: before them, and inside.
fn brackets(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_suffix(['）', ')'])?;
    let (bare, inside) = inside.rsplit_once(['（', '('])?;
    (!bare.is_empty()).then_some((bare.trim(), inside.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(taught: &[Taught]) -> Vec<[&str; 4]> {
        taught.iter().map(|one| [one.subject.as_str(), &one.teacher, &one.place, &one.weeks]).collect()
    }

    #[test]
    fn one_cell_says_subject_teacher_and_place() {
        assert_eq!(told(&from_one("语文/张三")), [["语文", "张三", "", ""]]);
        assert_eq!(told(&from_one("语文\n张三\n302")), [["语文", "张三", "302", ""]]);
        assert_eq!(told(&from_one("语文（张三）")), [["语文", "张三", "", ""]]);
        assert_eq!(told(&from_one("美术（单）/音乐(双周)")), [["美术", "", "", "单周"], ["音乐", "", "", "双周"]]);
        assert_eq!(told(&from_one("班会")), [["班会", "", "", ""]]);
    }

    #[test]
    fn cells_below_each_other() {
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        assert_eq!(told(&from_lines(&lines(&["语文", "张三"]))), [["语文", "张三", "", ""]]);
        assert_eq!(told(&from_lines(&lines(&["大扫除", "大扫除"]))), [["大扫除", "", "", ""]]);
        assert_eq!(told(&from_lines(&lines(&["走班（自修）"]))), [["走班（自修）", "", "", ""]]);
        let two = from_lines(&lines(&["技术", "张三、李四", "机房"]));
        assert_eq!(told(&two), [["技术", "张三", "机房", ""], ["技术", "李四", "机房", ""]]);
    }
}
