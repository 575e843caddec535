//! The people, classes, departments and assignments of the sample school.

use super::topics::hours;
use super::{Assignment, Class, Department, Rank, Teacher, TeacherIx};

/// Name, department, subjects, rank, post, title, month of first teaching.
type Line = (&'static str, usize, &'static str, Rank, &'static str, &'static str, (i32, u32));

use Rank::{Leader, Middle, Teacher as Plain};

#[rustfmt::skip]
const PEOPLE: [Line; 36] = [
    ("周明远", 3, "物理", Leader, "校长", "正高级教师", (1994, 8)),
    ("何静姝", 0, "语文", Leader, "副校长", "高级教师", (1998, 8)),
    ("顾立新", 1, "数学", Leader, "副校长", "高级教师", (1996, 8)),
    ("罗文清", 2, "英语", Leader, "党支部书记", "高级教师", (1995, 9)),
    ("沈建华", 4, "历史", Middle, "教务主任", "高级教师", (2001, 9)),
    ("潘晓琳", 2, "英语", Middle, "教科室主任", "高级教师", (2003, 9)),
    ("邵伟", 6, "体育", Middle, "德育主任", "一级教师", (2006, 9)),
    ("林晓燕", 0, "语文", Plain, "语文教研组长", "高级教师", (2002, 9)),
    ("陈国栋", 1, "数学", Plain, "数学教研组长", "高级教师", (2000, 9)),
    ("许慧敏", 2, "英语", Plain, "英语教研组长", "高级教师", (2004, 9)),
    ("郑海涛", 3, "物理", Plain, "理化教研组长", "高级教师", (2003, 9)),
    ("方雨桐", 0, "语文", Plain, "九年级语文备课组长", "一级教师", (2014, 9)),
    ("曹子昂", 1, "数学", Plain, "七年级数学备课组长", "一级教师", (2015, 9)),
    ("田梦洁", 2, "英语", Plain, "七年级英语备课组长", "一级教师", (2016, 9)),
    ("韩雪", 0, "语文", Plain, "七年级语文备课组长", "一级教师", (2012, 9)),
    ("吴志强", 1, "数学", Plain, "九年级数学备课组长", "高级教师", (2005, 9)),
    ("蒋丽娟", 2, "英语", Plain, "九年级英语备课组长", "一级教师", (2008, 9)),
    ("唐文博", 3, "物理", Plain, "八年级物理备课组长", "二级教师", (2024, 9)),
    ("冯秀兰", 3, "化学", Plain, "九年级化学备课组长", "高级教师", (1999, 9)),
    ("董佳宁", 5, "生物", Plain, "生地信教研组长", "一级教师", (2011, 9)),
    ("袁春华", 4, "历史", Plain, "", "一级教师", (2007, 9)),
    ("苏宁", 5, "地理", Plain, "", "一级教师", (2013, 9)),
    ("邓亚楠", 4, "道德与法治", Plain, "", "一级教师", (2010, 9)),
    ("彭思远", 6, "音乐", Plain, "体艺教研组长", "一级教师", (2009, 9)),
    ("贾若溪", 6, "美术", Plain, "", "二级教师", (2020, 9)),
    ("孟凡", 5, "信息科技 劳动", Plain, "", "一级教师", (2012, 9)),
    ("钟凯", 6, "体育", Plain, "", "一级教师", (2011, 9)),
    ("严可欣", 0, "语文", Plain, "", "二级教师", (2025, 9)),
    ("陆星辰", 1, "数学", Plain, "八年级数学备课组长", "二级教师", (2023, 9)),
    ("白静", 2, "英语", Plain, "", "二级教师", (2025, 9)),
    ("薛明", 6, "体育", Plain, "", "二级教师", (2019, 9)),
    ("叶知秋", 0, "语文", Plain, "八年级语文备课组长", "一级教师", (2010, 9)),
    ("崔浩然", 1, "数学", Plain, "", "未定级", (2026, 9)),
    ("任晓彤", 2, "英语", Plain, "八年级英语备课组长", "未定级", (2026, 9)),
    ("宋玉珍", 4, "道德与法治 历史", Plain, "政史教研组长", "高级教师", (1997, 9)),
    ("石磊", 3, "化学 劳动", Plain, "", "二级教师", (2024, 9)),
];

/// The 班主任 of the twelve classes, 七(1) … 九(4).
const HEAD_TEACHERS: [TeacherIx; 12] = [14, 12, 13, 27, 29, 28, 31, 32, 18, 7, 11, 16];

/// Teacher, subject, grade, numbers of the classes.
#[rustfmt::skip]
const TEACHING: [(TeacherIx, &str, u8, &[u8]); 57] = [
    (14, "语文", 7, &[1, 2]),
    (27, "语文", 7, &[3, 4]),
    (1, "语文", 8, &[1]),
    (31, "语文", 8, &[2, 3, 4]),
    (7, "语文", 9, &[1, 2]),
    (11, "语文", 9, &[3, 4]),
    (2, "数学", 7, &[1]),
    (12, "数学", 7, &[2, 3, 4]),
    (28, "数学", 8, &[1, 2]),
    (32, "数学", 8, &[3, 4]),
    (8, "数学", 9, &[1, 2]),
    (15, "数学", 9, &[3, 4]),
    (3, "英语", 7, &[1]),
    (5, "英语", 7, &[2]),
    (13, "英语", 7, &[3, 4]),
    (29, "英语", 8, &[1, 2]),
    (33, "英语", 8, &[3, 4]),
    (9, "英语", 9, &[1, 2]),
    (16, "英语", 9, &[3, 4]),
    (0, "物理", 8, &[1]),
    (10, "物理", 8, &[2]),
    (17, "物理", 8, &[3, 4]),
    (10, "物理", 9, &[1, 2]),
    (17, "物理", 9, &[3, 4]),
    (18, "化学", 9, &[1, 2]),
    (35, "化学", 9, &[3, 4]),
    (19, "生物", 7, &[1, 2, 3, 4]),
    (19, "生物", 8, &[1, 2, 3, 4]),
    (21, "地理", 7, &[1, 2, 3, 4]),
    (21, "地理", 8, &[1, 2, 3, 4]),
    (20, "历史", 7, &[1, 2, 3, 4]),
    (4, "历史", 8, &[1, 2, 3]),
    (34, "历史", 8, &[4]),
    (20, "历史", 9, &[1, 2, 3, 4]),
    (34, "道德与法治", 7, &[1, 2, 3, 4]),
    (34, "道德与法治", 8, &[4]),
    (22, "道德与法治", 8, &[1, 2, 3]),
    (22, "道德与法治", 9, &[1, 2, 3, 4]),
    (26, "体育", 7, &[1, 2, 3, 4]),
    (26, "体育", 8, &[1]),
    (30, "体育", 8, &[2, 3, 4]),
    (30, "体育", 9, &[1, 2]),
    (6, "体育", 9, &[3, 4]),
    (23, "音乐", 7, &[1, 2, 3, 4]),
    (23, "音乐", 8, &[1, 2, 3, 4]),
    (23, "音乐", 9, &[1, 2, 3, 4]),
    (24, "美术", 7, &[1, 2, 3, 4]),
    (24, "美术", 8, &[1, 2, 3, 4]),
    (24, "美术", 9, &[1, 2, 3, 4]),
    (25, "信息科技", 7, &[1, 2, 3, 4]),
    (25, "信息科技", 8, &[1, 2, 3, 4]),
    (25, "劳动", 7, &[1, 2]),
    (25, "劳动", 7, &[3, 4]),
    (25, "劳动", 8, &[1, 2]),
    (25, "劳动", 8, &[3, 4]),
    (35, "劳动", 9, &[1, 2]),
    (35, "劳动", 9, &[3, 4]),
];

/// The seven 教研组.
pub fn departments() -> Vec<Department> {
    let named =
        [("语文组", 7), ("数学组", 8), ("英语组", 9), ("理化组", 10), ("政史组", 34), ("生地信组", 19), ("体艺组", 23)];
    named.into_iter().map(|(name, head)| Department { name, head }).collect()
}

/// The 36 people.
pub fn teachers() -> Vec<Teacher> {
    PEOPLE.iter().enumerate().map(|(ix, line)| teacher(ix, line)).collect()
}

fn teacher(ix: TeacherIx, line: &Line) -> Teacher {
    let (name, department, subjects, rank, post, title, first_taught) = *line;
    let mut posts: Vec<String> = Vec::new();
    if !post.is_empty() {
        posts.push(post.to_owned());
    }
    if HEAD_TEACHERS.contains(&ix) {
        posts.push("班主任".to_owned());
    }
    posts.push("任课教师".to_owned());
    let young = first_taught.0 >= 2019;
    // One teacher came to the subject from another one, as happens in real schools.
    let first_taught_subject = if ix == 22 { (2016, 9) } else { first_taught };
    Teacher {
        name,
        employee_no: format!("QX{:03}", ix + 1),
        department,
        subjects: subjects.split(' ').collect(),
        rank,
        posts,
        tags: if young { vec!["青年教师"] } else { Vec::new() },
        title,
        first_taught,
        first_taught_subject,
    }
}

/// The twelve classes.
pub fn classes() -> Vec<Class> {
    const PUPILS: [u16; 12] = [46, 45, 46, 44, 43, 45, 44, 42, 41, 43, 42, 40];
    let mut classes = Vec::new();
    for (grade, word) in [(7_u8, "七"), (8, "八"), (9, "九")] {
        for number in 1_u8..=4 {
            let ix = classes.len();
            classes.push(Class {
                name: format!("{word}({number})"),
                grade,
                number,
                pupils: PUPILS[ix],
                room: format!("教学楼 {}-{number:02}", grade - 5),
                head_teacher: HEAD_TEACHERS[ix],
            });
        }
    }
    classes
}

/// Who teaches what to which class.
pub fn assignments() -> Vec<Assignment> {
    let mut all = Vec::new();
    for (teacher, subject, grade, numbers) in TEACHING {
        for number in numbers {
            let class = usize::from((grade - 7) * 4 + number - 1);
            all.push(Assignment { teacher, class, subject, per_week: hours(subject, grade) });
        }
    }
    all.sort_by_key(|a| (a.class, a.subject, a.teacher));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_gets_every_hour_from_a_teacher_of_the_subject() {
        let (teachers, all) = (teachers(), assignments());
        for a in &all {
            assert!(teachers[a.teacher].subjects.contains(&a.subject));
            assert!(a.per_week > 0);
        }
        for (ix, class) in classes().iter().enumerate() {
            let sum: u8 = all.iter().filter(|a| a.class == ix).map(|a| a.per_week).sum();
            assert_eq!(sum, [31, 33, 35][usize::from(class.grade - 7)], "{}", class.name);
            let head = all.iter().any(|a| a.class == ix && a.teacher == class.head_teacher);
            assert!(head, "the head teacher of {} teaches there", class.name);
        }
    }

    #[test]
    fn loads_are_believable() {
        let all = assignments();
        for (ix, t) in teachers().iter().enumerate() {
            let load: u8 = all.iter().filter(|a| a.teacher == ix).map(|a| a.per_week).sum();
            let range = match t.rank {
                Rank::Leader => 2..=6,
                Rank::Middle => 4..=8,
                Rank::Teacher => 8..=16,
            };
            assert!(range.contains(&load), "{} {load}", t.name);
        }
    }
}
