//! Types of observation quotas (听课任务).

use chrono::NaiveDate;

crate::wire::wire! {
    /// In which stretch of time a number is owed.
    #[derive(Copy, Eq, PartialOrd, Ord, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum QuotaEvery {
        /// The term.
        #[default]
        Term,
        /// Each month of the term.
        Month,
        /// Each teaching week.
        Week,
    }
    /// Whose lessons count.
    #[derive(Copy, Eq, PartialOrd, Ord, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum QuotaWhose {
        /// Anybody's.
        #[default]
        Anyone,
        /// The observer's mentors' (徒弟听师傅).
        Mentors,
        /// The observer's apprentices' (师傅听徒弟).
        Apprentices,
        /// Those of the observer's department (组内).
        Department,
        /// Those of the observer's prep groups.
        PrepGroup,
        /// Every teacher's in service.
        Teachers,
    }
    /// Who owes: somebody who meets one of the conditions, or all of them. With none, everyone whom no other rule of the
    /// same target names.
    #[derive(Default, Eq)]
    pub struct QuotaWho {
        /// Posts, any of them.
        #[serde(default)]
        pub posts: Vec<String>,
        /// Dated marks, any of them (青年教师, 未带过高三).
        #[serde(default)]
        pub tags: Vec<String>,
        /// Main subjects, any of them.
        #[serde(default)]
        pub subjects: Vec<String>,
        /// Stages (梯队), any of them.
        #[serde(default)]
        pub stages: Vec<String>,
        /// At most so many years of teaching, the present one counted (教龄 ≤ 3).
        #[serde(default)]
        pub years_most: Option<u32>,
        /// At least so many years of teaching.
        #[serde(default)]
        pub years_least: Option<u32>,
        /// In a running pairing: `mentor`, `apprentice`.
        #[serde(default)]
        pub paired: Option<QuotaPaired>,
        /// Whom no rule of this target names (其他任课教师 10 节，且每月 ≥ 2 节: the second number is for the first one's rest).
        #[serde(default)]
        #[ts(optional, as = "Option<String>")]
        pub rest_of: Option<String>,
        /// All conditions must be met, not any.
        #[serde(default)]
        pub all_of: bool,
    }
    /// A side of a running pairing.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum QuotaPaired {
        /// 师傅.
        Mentor,
        /// 徒弟.
        Apprentice,
    }
    /// What a group owes.
    #[derive(Default, Eq)]
    pub struct QuotaDuty {
        /// Rules of one target compete, targets stand side by side (监测管理类, 交流学习类, 推门课). Empty: the first target.
        #[serde(default)]
        pub target: String,
        /// Upper end of a range (30–40); beyond it is told, never refused.
        #[serde(default)]
        pub most: Option<u32>,
        /// Stretch of time in which the number is owed.
        #[serde(default)]
        pub every: QuotaEvery,
        /// Whose lessons count.
        #[serde(default)]
        pub whose: QuotaWhose,
        /// Whether the number is owed to each of these people.
        #[serde(default)]
        pub each: bool,
        /// Kinds of observation that count; all when empty.
        #[serde(default)]
        pub kinds: Vec<String>,
        /// Kinds of observation that do not count (大型听课活动不计).
        #[serde(default)]
        pub not_kinds: Vec<String>,
        /// Whether lessons in other schools count; none: as the school counts.
        #[serde(default)]
        pub outside: Option<bool>,
        /// Whether only lessons of the observer's subjects count; none: as the school counts.
        #[serde(default)]
        pub own_subject: Option<bool>,
        /// A duty in words, without a number (跟班听师傅).
        #[serde(default)]
        pub unnumbered: bool,
        /// What else the plan says.
        #[serde(default)]
        pub note: String,
    }
    /// What a group of posts owes; a version that holds from a day to a day.
    pub struct QuotaRule {
        /// Identifier of the version.
        pub id: String,
        /// Identifier of its first version.
        pub line_id: String,
        /// Name of the group, such as 校领导.
        pub name: String,
        /// Posts of the group; with no condition at all, the rule is for everyone whom no other rule names.
        pub posts: Vec<String>,
        /// Who owes.
        pub who: QuotaWho,
        /// Who owes, in words.
        pub who_words: String,
        /// Lessons owed; the lower end of a range.
        pub lessons: u32,
        /// What is owed.
        pub duty: QuotaDuty,
        /// What is owed, in words: 每学期18节.
        pub duty_words: String,
        /// First day on which the rule holds; none means always.
        pub valid_from: Option<NaiveDate>,
        /// Last day; none while it holds.
        pub valid_to: Option<NaiveDate>,
        /// Whether it holds today.
        pub holds: bool,
        /// Teachers in service to whom the rule applies today.
        pub people: u32,
    }
    /// What is written of a quota.
    pub struct QuotaInput {
        /// The version that is changed; none makes a new rule. With a later first day than its own, the version ends the day
        /// before and a new one begins: the past keeps what held then.
        #[serde(default)]
        pub id: Option<String>,
        /// Name of the group, 1–20 characters.
        pub name: String,
        /// Posts of the group.
        #[serde(default)]
        pub posts: Vec<String>,
        /// Other conditions; its posts are not read.
        #[serde(default)]
        pub who: Option<QuotaWho>,
        /// Lessons owed, 0–400.
        pub lessons: u32,
        /// What is owed; none: so many lessons a term, of anybody, of any kind.
        #[serde(default)]
        pub duty: Option<QuotaDuty>,
        /// First day on which the rule holds.
        #[serde(default)]
        pub valid_from: Option<NaiveDate>,
        /// Last day on which it holds.
        #[serde(default)]
        pub valid_to: Option<NaiveDate>,
    }
    /// How somebody with several posts is counted.
    #[derive(Copy, Eq, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum SeveralPosts {
        /// By the largest number.
        #[default]
        Strictest,
        /// All numbers add up.
        Sum,
        /// By the rule that the office names for the person; without a name by the largest.
        Named,
    }
    /// How the school counts, from a day on.
    pub struct QuotaCounting {
        /// First day; none means always.
        #[serde(default)]
        pub valid_from: Option<NaiveDate>,
        /// Somebody with several posts.
        pub several_posts: SeveralPosts,
        /// A double lesson counts at most as so many, 1–3.
        pub most_each: u32,
        /// Every observer of a joint observation counts; else only the first who handed in.
        pub joint: bool,
        /// Lessons in other schools count.
        pub outside: bool,
        /// Only lessons of the observer's subjects count.
        pub own_subject: bool,
        /// A sheet without a process does not count.
        pub needs_process: bool,
        /// A sheet without an opinion does not count.
        pub needs_opinion: bool,
    }
    /// What a waiver (核减) takes off.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum WaiverHow {
        /// All that is owed in the stretches of time that it touches.
        Exempt,
        /// What falls to the teaching weeks in it.
        Weeks,
        /// A number of lessons.
        Lessons,
    }
    /// 核减: leave, secondment, training, a late start.
    pub struct Waiver {
        /// Identifier; none makes a new one.
        #[serde(default)]
        pub id: Option<String>,
        /// Whose.
        pub teacher_id: String,
        /// First day.
        pub first_day: NaiveDate,
        /// Last day.
        pub last_day: NaiveDate,
        /// What it takes off.
        pub how: WaiverHow,
        /// Lessons, where a number is taken off.
        #[serde(default)]
        pub lessons: Option<u32>,
        /// Reason: 产假, 病假, 借调, 支教, 培训, 中途到岗 …
        pub reason: String,
        /// Who approved it: a post or an office, never a name.
        #[serde(default)]
        pub approver: String,
        /// The target that it is taken off; none: all targets, a number of lessons where there is only one.
        #[serde(default)]
        #[ts(optional = nullable)]
        pub target: Option<String>,
    }
    /// Waivers that touch a term.
    pub struct Waivers {
        /// By first day.
        pub waivers: Vec<Waiver>,
        /// Reasons that offices use.
        pub reasons: Vec<String>,
        /// Targets with numbers, in the order of the office; the first has no name.
        pub targets: Vec<String>,
        /// Waivers that are taken off nothing until somebody says which target they are for.
        pub open: Vec<String>,
    }
    /// Names the rule by which somebody with several posts is counted.
    pub struct QuotaNamed {
        /// The person.
        pub teacher_id: String,
        /// Line of the rule; none takes the name away.
        #[serde(default)]
        pub line_id: Option<String>,
    }
    /// All quotas.
    pub struct Quotas {
        /// In the order of the office, the versions of a line by their first day.
        pub rules: Vec<QuotaRule>,
        /// Posts in use on the roster.
        pub posts: Vec<String>,
        /// Marks in use on the roster.
        pub tags: Vec<String>,
        /// Subjects in use on the roster.
        pub subjects: Vec<String>,
        /// Stages of the school.
        pub stages: Vec<String>,
        /// How the school counts today.
        pub counting: QuotaCounting,
        /// Rules named for people with several posts.
        pub named: Vec<QuotaNamed>,
    }
}

/// How a school counts that has settled nothing: every valid lesson as what it is.
pub(crate) const EVERY_VALID_LESSON: QuotaCounting = QuotaCounting {
    valid_from: None,
    several_posts: SeveralPosts::Strictest,
    most_each: 3,
    joint: true,
    outside: true,
    own_subject: false,
    needs_process: true,
    needs_opinion: true,
};

impl Waiver {
    /// Whether it is taken off a target of somebody who has these targets.
    pub(crate) fn is_for(&self, target: &str, targets: &[&str]) -> bool {
        match &self.target {
            Some(named) => named == target,
            None => self.how != WaiverHow::Lessons || targets.len() < 2,
        }
    }

    /// Whether nobody has said which of somebody's targets it is for, or one that the person has not.
    pub(crate) fn is_open(&self, targets: &[&str]) -> bool {
        !targets.is_empty() && !targets.iter().any(|target| self.is_for(target, targets))
    }
}

impl QuotaWho {
    /// Whether there is no condition: the rule is for everyone else.
    pub(crate) fn is_rest(&self) -> bool {
        self.posts.is_empty()
            && self.tags.is_empty()
            && self.subjects.is_empty()
            && self.stages.is_empty()
            && self.years_most.is_none()
            && self.years_least.is_none()
            && self.paired.is_none()
            && self.rest_of.is_none()
    }
}
