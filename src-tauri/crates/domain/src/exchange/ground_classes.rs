//! Which class a cell means: by grade and number, and by campus where two have a class of one name.

use super::{
    answers::choice,
    ground::{ClassRef, GRADES, Ground},
    judge::{Judge, is_blank, several},
    types::{AnswerKind, ImportChoice},
};
use crate::roster;
use keji_intake::parse::{self, ClassContext};

impl Ground {
    /// The class that a row names by its class and grade columns; none when empty or refused.
    pub(crate) fn class(&self, judge: &mut Judge<'_>) -> Option<ClassRef> {
        let cell = judge.line.text("class");
        if is_blank(cell) { None } else { self.class_of(judge, cell) }
    }

    /// The classes of a cell that names several.
    pub(crate) fn classes(&self, judge: &mut Judge<'_>) -> Vec<ClassRef> {
        let cells = several(judge.line.text("class"));
        cells.into_iter().filter_map(|cell| self.class_of(judge, cell)).collect()
    }

    fn class_of(&self, judge: &mut Judge<'_>, written: &str) -> Option<ClassRef> {
        let grade = judge.line.text("grade");
        // One of several in a cell stands for itself; a whole cell was replaced when the file was read.
        let answer = judge.line.answer("class", written).filter(|answer| answer.kind == AnswerKind::Text);
        let cell = answer.map_or(written, |answer| answer.to.as_str());
        let (bare, campus) = self.without_campus(cell);
        let grades: Vec<&str> = self.grades.iter().map(String::as_str).collect();
        let context = ClassContext { grade: Some(grade).filter(|grade| !grade.is_empty()), grades: &grades };
        let reading = parse::class_name(&bare, &context);
        let sure = matches!(reading, parse::Reading::Sure(_));
        let read = judge.take("class", reading);
        if !sure {
            judge.offer("class", cell, self.classes_like(cell, grade));
        }
        let class = read?;
        let make =
            self.makes() && judge.line.answer("class", cell).is_some_and(|answer| answer.kind == AnswerKind::Make);
        let key = (class.grade.clone(), class.number);
        match self.on_campus(&key, campus).as_slice() {
            [one] => Some(ClassRef::Known((*one).clone())),
            [_, ..] => {
                let name = roster::class_name(&class.grade, class.number);
                judge.refuse("class", format!("不止一个校区有{name}班，分不清是哪一个；请在班级后用括号写明校区。"));
                let mut choices = self.choices_of(&key);
                choices.push(choice(AnswerKind::Skip, "", "不导入".to_owned()));
                judge.offer("class", cell, choices);
                None
            }
            [] if campus.is_some() && self.classes.contains_key(&key) => {
                let name = roster::class_name(&class.grade, class.number);
                judge.refuse("class", format!("{}没有{name}班。", campus.unwrap_or_default()));
                judge.offer("class", cell, self.classes_like(cell, grade));
                None
            }
            [] if self.create_missing || make => {
                judge.makes_classes.insert(roster::class_name(&class.grade, class.number));
                Some(ClassRef::New(class.grade, class.number))
            }
            [] => {
                let name = roster::class_name(&class.grade, class.number);
                judge.refuse("class", format!("学校里没有{name}班。"));
                let mut choices = self.classes_like(cell, grade);
                choices.push(choice(AnswerKind::Make, "", format!("新建{name}班")));
                judge.offer("class", cell, self.offered(choices));
                None
            }
        }
    }

    /// A class's cell without the campus that stands in it, and the campus.
    fn without_campus(&self, cell: &str) -> (String, Option<&str>) {
        let Some(campus) =
            self.campuses.iter().filter(|name| cell.contains(name.as_str())).max_by_key(|name| name.len())
        else {
            return (cell.to_owned(), None);
        };
        let mut bare = cell.replacen(campus.as_str(), "", 1);
        for brackets in ["（）", "()"] {
            bare = bare.replacen(brackets, "", 1);
        }
        (bare.trim().to_owned(), Some(campus))
    }

    /// Classes of a grade and number, on a campus where one is named. One that is on no campus is meant by every name.
    fn on_campus(&self, key: &(String, u32), campus: Option<&str>) -> Vec<&String> {
        let fits = |id: &&String| {
            let own = self.campus_of.get(*id);
            campus.is_none_or(|campus| own.is_none_or(|own| own == campus))
        };
        self.classes.get(key).into_iter().flatten().filter(fits).collect()
    }

    /// Classes that a text may mean: the number stands in it, and so does the grade where it names one.
    fn classes_like(&self, text: &str, grade: &str) -> Vec<ImportChoice> {
        let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
        let given = parse::grade(grade);
        let like = self.classes.keys().filter(|(of, number)| {
            let number = number.to_string();
            let hit = digits.iter().any(|run| {
                let run = run.trim_start_matches('0');
                run == number || (run.len() > 2 && run.ends_with(&number))
            });
            hit && given.as_ref().is_none_or(|given| given == of)
        });
        let mut like: Vec<&(String, u32)> = like.collect();
        like.sort_by_key(|(of, number)| (GRADES.iter().position(|grade| grade == of), *number));
        let choices = like.into_iter().flat_map(|key| self.choices_of(key)).take(6);
        let mut choices: Vec<ImportChoice> = choices.collect();
        choices.push(choice(AnswerKind::Skip, "", "不导入".to_owned()));
        choices
    }

    /// The classes of a grade and number as answers.
    fn choices_of(&self, key: &(String, u32)) -> Vec<ImportChoice> {
        let (of, number) = key;
        let bare = roster::class_name(of, *number);
        // 一(2) may be of 一年级 and of 高一; the campus goes on standing beside it.
        let is_short = ["一年级", "二年级", "三年级"].contains(&of.as_str());
        let ids = self.classes.get(key).into_iter().flatten();
        ids.map(|id| {
            let name = self.class_names.get(id).cloned().unwrap_or_else(|| bare.clone());
            let to = if is_short { name.replacen(&bare, &format!("{of}({number})"), 1) } else { name.clone() };
            choice(AnswerKind::Text, &to, name)
        })
        .collect()
    }
}
