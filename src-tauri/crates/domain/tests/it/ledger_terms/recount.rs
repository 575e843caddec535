//! A recount of a drawn term from the rules as they are told, one person, one lesson and one day at a time.

use super::term::{Counting, Drawn, Lesson, Member, Rule, Sheet, Waived, Way};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::BTreeMap;

/// A line as it should be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    pub(super) who: usize,
    pub(super) way: Way,
    pub(super) category: String,
    pub(super) owed: u32,
    pub(super) net: u32,
    pub(super) due: u32,
    pub(super) done: u32,
    pub(super) counted: u32,
    pub(super) left: u32,
    pub(super) refused: BTreeMap<&'static str, u32>,
}

/// A stretch of time: its days, the days of its weeks, whether anything is owed.
struct Span {
    first: NaiveDate,
    last: NaiveDate,
    weeks: Vec<(NaiveDate, NaiveDate)>,
    owes: bool,
}

/// What somebody is asked: way, lessons, names.
type Asked = (Way, u32, String);

pub(super) struct Recount<'a> {
    pub(super) term: &'a Drawn,
    pub(super) as_of: NaiveDate,
}

impl Recount<'_> {
    pub(super) fn lines(&self) -> Vec<Told> {
        (0..self.term.members.len()).flat_map(|who| self.lines_of(who)).collect()
    }

    fn lines_of(&self, who: usize) -> Vec<Told> {
        let mut asked = self.asked(who, self.as_of);
        for every in ["month", "week"] {
            for span in self.spans(every).iter().rev().filter(|span| span.owes && span.first < self.as_of) {
                for one in self.asked(who, span.first) {
                    if one.0.every == every && asked.iter().all(|known| known.0 != one.0) {
                        asked.push(one);
                    }
                }
            }
        }
        let several = asked.iter().any(|one| one.0.target != asked[0].0.target);
        asked.into_iter().map(|one| self.line(who, one, several)).collect()
    }

    /// Waivers of somebody for a target: those that name it, and those that name none, of which a number of lessons is
    /// taken off only where there is one target.
    fn waived(&self, who: usize, target: &str, several: bool) -> Vec<&Waived> {
        let of = |one: &&Waived| match one.target {
            Some(named) => named == target,
            None => one.how != "lessons" || !several,
        };
        self.term.waivers.iter().filter(|one| one.who == who).filter(of).collect()
    }

    fn serves(&self, who: usize, on: NaiveDate) -> bool {
        let member = &self.term.members[who];
        member.in_service || member.left_on.is_some_and(|left| left >= on)
    }

    fn counting(&self, on: NaiveDate) -> Counting {
        let holds = |counting: &&Counting| counting.from.is_none_or(|from| from <= on);
        self.term.countings.iter().rfind(holds).cloned().unwrap_or(Counting {
            from: None,
            several: "strictest",
            most_each: 3,
            joint: true,
            outside: true,
            own_subject: false,
            process: true,
            opinion: true,
        })
    }

    fn asked(&self, who: usize, on: NaiveDate) -> Vec<Asked> {
        if !self.serves(who, on) {
            return Vec::new();
        }
        let holds = |rule: &&Rule| {
            !rule.unnumbered && rule.from.is_none_or(|from| from <= on) && rule.to.is_none_or(|to| on <= to)
        };
        let rules: Vec<&Rule> = self.term.rules.iter().filter(holds).collect();
        let mut asked = Vec::new();
        for target in ["", "交流学习"] {
            let of_target: Vec<&Rule> = rules.iter().copied().filter(|rule| rule.way.target == target).collect();
            let mut met: Vec<&Rule> =
                of_target.iter().copied().filter(|rule| self.named_by(rule, who, on, &rules) == Some(true)).collect();
            if met.is_empty() {
                let rest = of_target.iter().copied().find(|rule| self.named_by(rule, who, on, &rules).is_none());
                met.extend(rest);
            }
            let Some(mut most) = met.first().copied() else { continue };
            for rule in &met {
                if self.in_term(rule) > self.in_term(most) {
                    most = rule;
                }
            }
            let several = self.counting(on).several;
            let line = self.term.named.iter().rev().find(|(person, _)| *person == who).map(|(_, line)| *line);
            if several == "named"
                && let Some(named) = met.iter().find(|rule| Some(rule.line) == line)
            {
                most = named;
            }
            if several == "sum" {
                let mut sums: Vec<Asked> = Vec::new();
                for rule in met {
                    match sums.iter_mut().find(|sum| sum.0 == rule.way) {
                        Some(sum) => *sum = (sum.0.clone(), sum.1 + rule.lessons, format!("{}、{}", sum.2, rule.name)),
                        None => sums.push((rule.way.clone(), rule.lessons, rule.name.clone())),
                    }
                }
                asked.extend(sums);
            } else {
                asked.push((most.way.clone(), most.lessons, most.name.clone()));
            }
        }
        asked
    }

    fn in_term(&self, rule: &Rule) -> usize {
        rule.lessons as usize * self.spans(rule.way.every).iter().filter(|span| span.owes).count()
    }

    /// Whether a rule names somebody; none for a rule without conditions.
    fn named_by(&self, rule: &Rule, who: usize, on: NaiveDate, rules: &[&Rule]) -> Option<bool> {
        let plain = self.meets(rule, who, on);
        let rest = rule.rest_of.map(|target| {
            let of_target = rules.iter().filter(|other| other.way.target == target && other.rest_of.is_none());
            let mut met = of_target.filter_map(|other| verdict(other, &self.meets(other, who, on)));
            !met.any(|met| met)
        });
        let all: Vec<bool> = plain.into_iter().chain(rest).collect();
        verdict(rule, &all)
    }

    fn meets(&self, rule: &Rule, who: usize, on: NaiveDate) -> Vec<bool> {
        let member = &self.term.members[who];
        let years = member.first_taught.as_ref().and_then(|month| {
            let (year, month): (i32, i32) = (month[..4].parse().unwrap(), month[5..].parse().unwrap());
            let months = on.year() * 12 + i32::try_from(on.month()).unwrap() - year * 12 - month;
            (months >= 0).then(|| u32::try_from(months / 12 + 1).unwrap())
        });
        let mut met = Vec::new();
        if !rule.posts.is_empty() {
            met.push(rule.posts.iter().any(|post| member.posts.contains(post)));
        }
        if !rule.tags.is_empty() {
            let held =
                |until: &Option<String>| until.as_ref().is_none_or(|until| (on.year(), on.month()) <= parsed(until));
            met.push(member.tags.iter().any(|(tag, until)| rule.tags.contains(tag) && held(until)));
        }
        if !rule.subjects.is_empty() {
            met.push(rule.subjects.contains(&member.subject));
        }
        met.extend(rule.years_most.map(|most| years.is_some_and(|years| years <= most)));
        met.extend(rule.years_least.map(|least| years.is_some_and(|years| years >= least)));
        met.extend(rule.paired.map(|side| {
            self.term.pairs.iter().any(|(mentor, apprentice, from, to)| {
                let own = if side == "mentor" { mentor } else { apprentice };
                *own == who && *from <= on && to.is_none_or(|to| on <= to)
            })
        }));
        met
    }

    fn spans(&self, every: &str) -> Vec<Span> {
        let term = self.term;
        let counted = || term.weeks.iter().filter(|week| week.kind != "holiday" && week.number > 0);
        let cut = |first: NaiveDate, last: NaiveDate| (first.max(term.first), last.min(term.last));
        match every {
            "term" => {
                let weeks = counted().map(|week| cut(week.first, week.last)).collect();
                vec![Span { first: term.first, last: term.last, weeks, owes: true }]
            }
            "week" => counted()
                .map(|week| {
                    let (first, last) = cut(week.first, week.last);
                    Span { first, last, weeks: vec![(first, last)], owes: true }
                })
                .collect(),
            _ => {
                let mut spans: Vec<Span> = Vec::new();
                for day in term.first.iter_days().take_while(|day| *day <= term.last) {
                    match spans.last_mut().filter(|span| span.first.month() == day.month()) {
                        Some(span) => span.last = day,
                        None => spans.push(Span { first: day, last: day, weeks: Vec::new(), owes: false }),
                    }
                }
                for span in &mut spans {
                    let weeks = counted().filter(|week| {
                        let fourth = (week.first + Days::new(3)).min(week.last);
                        span.first <= fourth && fourth <= span.last
                    });
                    span.weeks = weeks.map(|week| cut(week.first, week.last)).collect();
                    span.owes = span.weeks.len() > 1;
                }
                spans
            }
        }
    }

    fn line(&self, who: usize, (way, number, category): Asked, several: bool) -> Told {
        let term = self.term;
        let waivers = self.waived(who, way.target, several);
        let book = self.is_of_book(who);
        let mut parts: Vec<(NaiveDate, Option<usize>, u32, u32, &'static str)> = Vec::new();
        if book {
            for review in term.reviews.iter().filter(|review| review.who == who && review.date <= self.as_of) {
                parts.push((review.date, None, review.valid, review.entered - review.valid, "book"));
            }
        } else {
            for sheet in term.sheets.iter().filter(|sheet| sheet.observer == Some(who) && self.is_there(sheet)) {
                let lesson = &term.lessons[sheet.lesson];
                let (counted, reason) = self.counts(who, sheet, lesson, &way);
                parts.push((lesson.date, lesson.teacher, counted, lesson.count - counted, reason));
            }
        }
        let spans = self.spans(way.every);
        let mut purses: Vec<(NaiveDate, NaiveDate, u32)> = waivers
            .iter()
            .filter(|waived| waived.how == "lessons")
            .map(|waived| (waived.last, waived.first, waived.lessons))
            .collect();
        purses.sort_unstable();
        let (mut owed, mut net, mut left, mut over) = (0, 0, 0, 0);
        for span in &spans {
            let number = match way.every {
                _ if !span.owes => 0,
                "term" => number,
                _ => self.asked(who, span.first).into_iter().find(|asked| asked.0 == way).map_or(0, |asked| asked.1),
            };
            let on = if way.every == "term" { self.as_of } else { span.first };
            let people: Vec<usize> =
                (0..term.members.len()).filter(|other| self.owed_to(who, *other, &way, on)).collect();
            let shares = if way.each { u32::try_from(people.len()).unwrap() } else { 1 };
            let number_left = share(&waivers, span, number);
            let mut taken = 0;
            for (last, first, purse) in &mut purses {
                if *first <= span.last && *last >= span.first {
                    let now = (*purse).min(number_left * shares - taken);
                    *purse -= now;
                    taken += now;
                }
            }
            let inside =
                |part: &&(NaiveDate, Option<usize>, u32, u32, &str)| span.first <= part.0 && part.0 <= span.last;
            let missing: u32 = if way.each {
                let given = |other: usize| -> u32 {
                    parts.iter().filter(inside).filter(|part| part.1 == Some(other)).map(|part| part.2).sum()
                };
                people.iter().map(|other| number_left.saturating_sub(given(*other))).sum::<u32>().saturating_sub(taken)
            } else {
                let counted: u32 = parts.iter().filter(inside).map(|part| part.2).sum();
                (number_left - taken).saturating_sub(counted)
            };
            owed += number * shares;
            net += number_left * shares - taken;
            left += missing;
            if span.last < self.as_of {
                over += number_left * shares - taken;
            }
        }
        let mut refused: BTreeMap<&'static str, u32> = BTreeMap::new();
        for part in parts.iter().filter(|part| part.3 > 0) {
            *refused.entry(part.4).or_default() += part.3;
        }
        Told {
            who,
            category,
            owed,
            net,
            left,
            due: if spans.len() > 1 { over } else { self.pace(&waivers, net) },
            done: parts.iter().map(|part| part.2 + part.3).sum(),
            counted: parts.iter().map(|part| part.2).sum(),
            refused,
            way,
        }
    }

    /// Of the weeks that somebody worked, the share that has begun.
    fn pace(&self, waivers: &[&Waived], net: u32) -> u32 {
        let whole = &self.spans("term")[0];
        let weeks: Vec<_> = whole.weeks.iter().filter(|week| !is_off(waivers, **week)).collect();
        let begun = weeks.iter().filter(|week| week.0 <= self.as_of).count();
        if weeks.is_empty() { 0 } else { half_up(net, begun, weeks.len()) }
    }

    fn is_of_book(&self, who: usize) -> bool {
        if let Some((_, book)) = self.term.sources.iter().rev().find(|(person, _)| *person == who) {
            return *book;
        }
        let in_term = |sheet: &Sheet| {
            let date = self.term.lessons[sheet.lesson].date;
            !sheet.draft && !sheet.deleted && self.term.first <= date && date <= self.term.last
        };
        let sheets = self.term.sheets.iter().any(|sheet| sheet.observer == Some(who) && in_term(sheet));
        !sheets && self.term.reviews.iter().any(|review| review.who == who)
    }

    fn is_there(&self, sheet: &Sheet) -> bool {
        let date = self.term.lessons[sheet.lesson].date;
        !sheet.draft && !sheet.deleted && self.term.first <= date && date <= self.as_of
    }

    /// Lessons of a sheet that count, and else the first reason against them.
    fn counts(&self, who: usize, sheet: &Sheet, lesson: &Lesson, way: &Way) -> (u32, &'static str) {
        let counting = self.counting(lesson.date);
        let observer: &Member = &self.term.members[who];
        let own = observer.subject == lesson.subject || observer.subjects.contains(&lesson.subject);
        let others = || self.term.sheets.iter().filter(|other| other.lesson == sheet.lesson && self.is_there(other));
        let first = others().min_by_key(|other| other.submitted).is_some_and(|other| other.observer == sheet.observer);
        // Of two sheets of one observer the one that is filled in counts, else the one that was handed in first.
        let own_best = others()
            .filter(|other| other.observer == sheet.observer)
            .min_by_key(|other| (!(other.process && other.opinion), other.submitted));
        let again = own_best.is_some_and(|best| best.submitted != sheet.submitted);
        if counting.process && !sheet.process {
            return (0, "no_process");
        }
        if counting.opinion && !sheet.opinion {
            return (0, "no_opinion");
        }
        if way.not_kinds.contains(&sheet.kind) || !(way.kinds.is_empty() || way.kinds.contains(&sheet.kind)) {
            return (0, "other_kind");
        }
        if !lesson.teacher.map_or(way.whose == "anyone", |teacher| self.wanted(who, teacher, way)) {
            return (0, "other_person");
        }
        if lesson.outside && !way.outside.unwrap_or(counting.outside) {
            return (0, "outside");
        }
        if way.own_subject.unwrap_or(counting.own_subject) && !own {
            return (0, "other_subject");
        }
        if again {
            return (0, "twice");
        }
        if !counting.joint && !first {
            return (0, "joint");
        }
        (lesson.count.min(counting.most_each), "over_each")
    }

    /// Whether lessons of somebody count: of whoever was of the group at some time of the term.
    fn wanted(&self, who: usize, other: usize, way: &Way) -> bool {
        let paired = |mentor: usize, apprentice: usize| {
            self.term.pairs.iter().any(|(m, a, from, to)| {
                (*m, *a) == (mentor, apprentice) && *from <= self.as_of && to.is_none_or(|to| to >= self.term.first)
            })
        };
        match way.whose {
            "anyone" => true,
            "mentors" => paired(other, who),
            "apprentices" => paired(who, other),
            _ => self.of_group(who, other, way) && self.serves(other, self.term.first),
        }
    }

    /// Whether a number is owed to somebody on a day.
    fn owed_to(&self, who: usize, other: usize, way: &Way, on: NaiveDate) -> bool {
        let paired = |mentor: usize, apprentice: usize| {
            self.term
                .pairs
                .iter()
                .any(|(m, a, from, to)| (*m, *a) == (mentor, apprentice) && *from <= on && to.is_none_or(|to| to >= on))
        };
        let of_group = match way.whose {
            "anyone" => false,
            "mentors" => paired(other, who),
            "apprentices" => paired(who, other),
            _ => self.of_group(who, other, way),
        };
        way.each && of_group && self.serves(other, on)
    }

    fn of_group(&self, who: usize, other: usize, way: &Way) -> bool {
        let (own, their) = (&self.term.members[who], &self.term.members[other]);
        who != other
            && match way.whose {
                "department" => own.department.is_some() && own.department == their.department,
                "prep_group" => own.in_prep && their.in_prep,
                _ => true,
            }
    }
}

/// Whether weeks of leave cover more than half of a week's days from Monday to Friday.
fn is_off(waivers: &[&Waived], (first, last): (NaiveDate, NaiveDate)) -> bool {
    let off = |day: NaiveDate| waivers.iter().any(|one| one.how == "weeks" && one.first <= day && day <= one.last);
    let days: Vec<NaiveDate> = first
        .iter_days()
        .take_while(|day| *day <= last)
        .filter(|day| day.weekday() != Weekday::Sat && day.weekday() != Weekday::Sun)
        .collect();
    2 * days.iter().filter(|day| off(**day)).count() > days.len()
}

/// What exemptions and waived weeks leave of a number.
fn share(waivers: &[&Waived], span: &Span, number: u32) -> u32 {
    let touching: Vec<&Waived> =
        waivers.iter().copied().filter(|one| one.first <= span.last && one.last >= span.first).collect();
    if touching.iter().any(|one| one.how == "exempt") {
        return 0;
    }
    if span.weeks.is_empty() {
        return number;
    }
    let off = span.weeks.iter().filter(|week| is_off(&touching, **week)).count();
    half_up(number, span.weeks.len() - off, span.weeks.len())
}

fn verdict(rule: &Rule, met: &[bool]) -> Option<bool> {
    match met {
        [] => None,
        _ if rule.all_of => Some(met.iter().all(|met| *met)),
        _ => Some(met.iter().any(|met| *met)),
    }
}

fn parsed(month: &str) -> (i32, u32) {
    (month[..4].parse().unwrap(), month[5..].parse().unwrap())
}

/// A share of a number, half up.
fn half_up(number: u32, part: usize, of: usize) -> u32 {
    let (whole, rest) = (number as usize * part / of, number as usize * part % of);
    u32::try_from(whole + usize::from(2 * rest >= of)).unwrap()
}
