//! 备课组: who prepares lessons together.

use super::{Assignment, PrepGroup, Rank, Teacher, TeacherIx};

/// The 备课组 of the subjects that several teachers share or examine.
pub fn prep_groups(teachers: &[Teacher], assignments: &[Assignment]) -> Vec<PrepGroup> {
    let mut groups = Vec::new();
    for subject in ["语文", "数学", "英语", "物理", "化学"] {
        for (grade, word) in [(7_u8, "七"), (8, "八"), (9, "九")] {
            let name = format!("{word}年级{subject}备课组");
            let mut members: Vec<TeacherIx> = assignments
                .iter()
                .filter(|a| a.subject == subject && usize::from(grade - 7) == a.class / 4)
                .map(|a| a.teacher)
                .collect();
            members.sort_unstable();
            members.dedup();
            let post = format!("{name}长");
            let leads = |m: &&TeacherIx| teachers.get(**m).is_some_and(|t| t.posts.contains(&post));
            let head = |m: &&TeacherIx| teachers.get(**m).is_some_and(|t| t.rank == Rank::Teacher);
            let leader = members.iter().find(leads).or_else(|| members.iter().find(head)).copied();
            if let Some(leader) = leader {
                groups.push(PrepGroup { name, subject, grade, leader, members });
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::super::roster::{assignments, departments, teachers};
    use super::*;

    #[test]
    fn groups_have_leaders_among_their_members() {
        let groups = prep_groups(&teachers(), &assignments());
        assert_eq!(groups.len(), 12);
        assert!(groups.iter().all(|g| g.members.contains(&g.leader)));
        for (ix, d) in departments().iter().enumerate() {
            assert_eq!(teachers()[d.head].department, ix, "{}", d.name);
        }
    }
}
