//! The sheets of the visits: scores first, then words that agree with them.

use chrono::NaiveDate;

use super::super::content::calendar::{plus, start_of};
use super::super::content::dice::Dice;
use super::super::content::phrases::{Moment, Opinion, Step, clash, fits, moments, opinions};
use super::super::content::topics::{Genre, Topic};
use super::super::content::{
    Entered, ObservedLesson, Rank, Reply, ReplyKind, Sheet, SheetState, Slot, TeacherIx, TimelineRow,
};
use super::school::{School, lesson_type};
use super::visits::Visit;
use super::words::{Mood, draw, join, moods, remark};

/// Sheets still being written, and submitted ones without a process.
const DRAFTS: usize = 5;
const VOID: usize = 3;

/// The observed lessons with their sheets, in the order of the visits.
pub fn lessons(school: &School, visits: &[Visit], dice: &mut Dice) -> Vec<ObservedLesson> {
    let mut all: Vec<ObservedLesson> = visits.iter().map(|v| lesson(school, v, dice)).collect();
    leave_drafts(school.term.today, &mut all, dice);
    leave_void(&mut all);
    all
}

fn lesson(school: &School, visit: &Visit, dice: &mut Dice) -> ObservedLesson {
    let slot = &school.timetable[visit.lesson.slot];
    let topic = school.topic(visit.lesson);
    let due = school.classes[slot.class].pupils;
    let away = if dice.chance(60) { 0 } else { dice.between(1, 3) };
    let quality = Quality::of(school, slot, visit.lesson.week, dice);
    let course = course(slot.subject, topic.genre, dice);
    let sheets = visit
        .observers
        .iter()
        .map(|observer| {
            Scene { school, visit, slot, topic: &topic, quality: &quality, course: &course }.sheet(*observer, dice)
        })
        .collect();
    ObservedLesson {
        date: visit.lesson.date,
        week: visit.lesson.week,
        period: slot.period,
        teacher: slot.teacher,
        class: slot.class,
        subject: slot.subject,
        place: school.place(slot, topic.genre),
        lesson_type: lesson_type(slot.subject, topic.genre),
        topic: topic.title,
        kind: visit.kind,
        pupils_due: due,
        pupils_present: due - away,
        sheets,
    }
}

/// How good the five sides of a lesson are, in tenths of a level.
struct Quality([u16; 5]);

impl Quality {
    fn of(school: &School, slot: &Slot, week: u8, dice: &mut Dice) -> Self {
        let teacher = &school.teachers[slot.teacher];
        let base = match (teacher.title, teacher.first_taught.0) {
            ("正高级教师" | "高级教师", _) => 44,
            (_, year) if year >= 2026 => 30,
            (_, year) if year >= 2023 => 34,
            (_, year) if year >= 2019 => 38,
            _ => 41,
        };
        // Young teachers grow over the term; everybody has a lasting weak side.
        let growth = if base < 38 { u16::from(week) / 2 } else { 0 };
        let lag = (slot.teacher * 7 + 3) % 5;
        let side = |n: usize, dice: &mut Dice| base + growth + dice.between(0, 9) - if n == lag { 9 } else { 4 };
        Self(std::array::from_fn(|n| side(n, dice)))
    }
}

/// The course of a lesson: the same for everybody who was there.
fn course(subject: &str, genre: Genre, dice: &mut Dice) -> Vec<&'static Moment> {
    let teaching = if genre == Genre::Plain || genre == Genre::Special { 3 } else { 2 };
    let mut course = Vec::new();
    for (step, n) in
        [(Step::Opening, 1), (Step::Teaching, teaching), (Step::Activity, 1), (Step::Practice, 1), (Step::Closing, 1)]
    {
        let mut found = moments(subject, genre, step);
        // Keep the order of the file among those drawn: first reading, then analysis.
        while found.len() > n {
            found.remove(dice.below(found.len()));
        }
        course.extend(found);
    }
    // Results are gathered after the groups have worked, not before.
    let gathers = |m: &&Moment| ["汇总", "汇报", "展示各组"].iter().any(|w| m.process.starts_with(w));
    let gathered = course.iter().position(gathers);
    let worked = course.iter().position(|m| m.step == Step::Activity);
    if let (Some(from), Some(to)) = (gathered, worked)
        && from < to
    {
        let moment = course.remove(from);
        course.insert(to, moment);
    }
    course
}

struct Scene<'a> {
    school: &'a School,
    visit: &'a Visit,
    slot: &'a Slot,
    topic: &'a Topic,
    quality: &'a Quality,
    course: &'a [&'static Moment],
}

impl Scene<'_> {
    fn sheet(&self, observer: TeacherIx, dice: &mut Dice) -> Sheet {
        let today = self.visit.lesson.date == self.school.term.today;
        let leads = self.school.teachers[observer].rank < Rank::Teacher;
        let strict = if leads { 2 } else { 0 };
        let scores: [u8; 5] = std::array::from_fn(|n| {
            let tenths = self.quality.0[n] + dice.between(0, 8) - 4 - strict;
            u8::try_from((tenths + 5) / 10).unwrap_or(3).clamp(2, 5)
        });
        let moods = moods(scores, dice);
        let entered = if today || dice.chance(60) { Entered::Live } else { Entered::Later };
        let (written_on, written_at) = self.written(entered, dice);
        let timeline = self.timeline(entered, moods, dice);
        let (strengths, problems, advice, gains) = self.opinions(moods, &timeline, leads, observer, dice);
        let reply = self.reply(written_on, dice);
        Sheet {
            observer,
            entered,
            state: SheetState::Submitted,
            scores: Some(scores),
            timeline,
            strengths,
            problems,
            advice,
            gains,
            written_on,
            written_at,
            reply,
        }
    }

    fn written(&self, entered: Entered, dice: &mut Dice) -> (NaiveDate, u16) {
        let date = self.visit.lesson.date;
        let end = start_of(self.slot.period) + 40;
        if entered == Entered::Live {
            return (date, end + dice.between(1, 9));
        }
        let yesterday = self.school.term.today.pred_opt().unwrap_or(date);
        let later = plus(date, u64::from(dice.between(0, 2))).min(yesterday).max(date);
        let from = if later == date { 17 * 60 } else { 12 * 60 + 20 };
        (later, dice.between(from, 21 * 60))
    }

    fn timeline(&self, entered: Entered, moods: [Mood; 5], dice: &mut Dice) -> Vec<TimelineRow> {
        let mut steps: Vec<&Moment> = self.course.to_vec();
        // An observer misses a step now and then, but at least five rows stay.
        if steps.len() > 5 && dice.chance(40) {
            steps.remove(1 + dice.below(steps.len() - 2));
        }
        let start = start_of(self.slot.period);
        let last = u16::try_from(steps.len()).unwrap_or(1);
        (0_u16..)
            .zip(steps)
            .map(|(n, moment)| {
                let at = start + 1 + n * 37 / last + dice.between(0, 2);
                TimelineRow {
                    at: (entered == Entered::Live).then_some(at),
                    process: moment.process.replace("{t}", self.topic.plain),
                    remark: remark(moment, moods, dice).to_owned(),
                }
            })
            .collect()
    }

    fn opinions(
        &self,
        moods: [Mood; 5],
        timeline: &[TimelineRow],
        leads: bool,
        observer: TeacherIx,
        dice: &mut Dice,
    ) -> (String, String, String, String) {
        let subject = self.slot.subject;
        let (own, common) = opinions(subject);
        let own: Vec<&Opinion> = own.iter().filter(|o| fits(o, subject, self.topic.genre)).copied().collect();
        let mut strengths: Vec<&str> = Vec::new();
        let (mut problems, mut advice): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        // Praise and criticism of one thing do not stand on the same sheet.
        let remarked = |text: &str| timeline.iter().any(|r| r.remark == text);
        let blamed: Vec<&str> = self.course.iter().map(|m| m.weak).filter(|t| remarked(t)).collect();
        let praised: Vec<&str> = self.course.iter().map(|m| m.good).filter(|t| remarked(t)).collect();
        let tested = timeline.iter().any(|r| r.process.contains("检测"));
        let sides = |wanted| (1_u8..).zip(moods).filter(move |(_, mood)| *mood == wanted).map(|(n, _)| n);
        for n in sides(Mood::Doubtful) {
            let about = |o: &&&Opinion| matches!(o, Opinion::Problem(item, ..) if *item == n);
            let apart = |o: &&&Opinion| match o {
                Opinion::Problem(_, text, _) => {
                    about(o) && !(tested && text.contains("检测没有")) && !praised.iter().any(|p| clash(text, p))
                }
                _ => false,
            };
            let found = draw(&own, common, apart, dice).or_else(|| draw(&own, common, about, dice));
            if let Some(Opinion::Problem(_, text, answer)) = found {
                problems.push(text);
                advice.push(answer);
            }
        }
        for n in sides(Mood::Pleased) {
            let about = |o: &&&Opinion| matches!(o, Opinion::Strength(item, _) if *item == n);
            let apart = |o: &&&Opinion| match o {
                Opinion::Strength(_, text) => about(o) && !blamed.iter().chain(&problems).any(|b| clash(text, b)),
                _ => false,
            };
            let mut found = draw(&own, common, apart, dice);
            if found.is_none() && strengths.is_empty() {
                found = draw(&own, common, about, dice);
            }
            if let Some(Opinion::Strength(_, text)) = found {
                strengths.push(text);
            }
        }
        let gain = if leads { None } else { draw(&own, common, |o| matches!(o, Opinion::Gain(_)), dice) };
        let gains = match gain {
            Some(Opinion::Gain(text)) => format!("{text}。"),
            _ => String::new(),
        };
        (join(&strengths, observer), join(&problems, observer), join(&advice, observer), gains)
    }

    fn reply(&self, written_on: NaiveDate, dice: &mut Dice) -> Option<Reply> {
        const THANKS: [&str; 8] = [
            "谢谢指导，下次课就照这条建议改。",
            "意见中肯，已记在教案反思里。",
            "感谢听课，这一处我自己也觉得没有处理好，准备在另一个班再试。",
            "建议很具体，已据此修改教案，换一个班再上。",
            "谢谢鼓励，不足之处会继续改进。",
            "收到，欢迎再来听课。",
            "已在备课组里交流过，大家一起改。",
            "谢谢！提到的问题课后又和同组老师讨论了一次。",
        ];
        const DOUBTS: [&str; 2] = [
            "该环节当时有一名学生身体不适，临时作了调整，因此时间偏紧，特此说明。",
            "本节是两课时连上的第一课时，检测安排在第二课时，请结合整体安排考虑。",
        ];
        let on = plus(written_on, u64::from(dice.between(0, 2)));
        if on >= self.school.term.today {
            return None;
        }
        let (kind, text) = match dice.below(100) {
            0..=29 => (ReplyKind::Acknowledged, ""),
            30..=61 => (ReplyKind::Replied, *dice.pick(&THANKS)?),
            62..=63 => (ReplyKind::Objected, *dice.pick(&DOUBTS)?),
            _ => return None,
        };
        Some(Reply { kind, on, text: text.to_owned() })
    }
}

fn leave_drafts(today: NaiveDate, lessons: &mut [ObservedLesson], dice: &mut Dice) {
    let mut writers: Vec<TeacherIx> = Vec::new();
    for lesson in lessons.iter_mut().rev() {
        let days = (today - lesson.date).num_days();
        let [sheet] = lesson.sheets.as_mut_slice() else {
            continue;
        };
        if writers.len() == DRAFTS || days > 4 || writers.contains(&sheet.observer) {
            continue;
        }
        // Not all on the last day.
        if writers.len() > 1 && days < 2 {
            continue;
        }
        writers.push(sheet.observer);
        sheet.state = SheetState::Draft;
        sheet.reply = None;
        sheet.timeline.truncate(2 + dice.below(3));
        sheet.advice.clear();
        sheet.gains.clear();
        if writers.len() % 2 == 1 {
            sheet.scores = None;
            sheet.strengths.clear();
            sheet.problems.clear();
        }
    }
}

fn leave_void(lessons: &mut [ObservedLesson]) {
    let mut left = VOID;
    for lesson in lessons.iter_mut().skip(60).step_by(50) {
        let [sheet] = lesson.sheets.as_mut_slice() else {
            continue;
        };
        if left > 0 && sheet.state == SheetState::Submitted && lesson.kind == "随堂课" {
            left -= 1;
            sheet.timeline.clear();
            sheet.entered = Entered::Later;
        }
    }
}
