//! Every command × every role: the list decides, in one place.

use crate::support::{Desk, session};
use keji_domain::{access::Role, commands};
use serde_json::json;

const ROLES: [Role; 5] = [Role::Director, Role::Checker, Role::DepartmentHead, Role::Teacher, Role::Visitor];

#[test]
fn a_role_may_call_what_the_list_says_and_nothing_else() {
    let desk = Desk::empty();
    for command in commands::all() {
        for role in ROLES {
            // No request is a text: whoever may call gets that refusal, and no handler runs.
            let code = desk.call_as(&session(role), command.name, json!("")).unwrap_err().code();
            let expected = match role {
                _ if command.roles.contains(&role) => "bad_request",
                Role::Visitor => "locked",
                _ => "forbidden",
            };
            assert_eq!(code, expected, "{} as {role:?}", command.name);
        }
    }
}

#[test]
fn the_director_may_call_everything_behind_the_door() {
    for command in commands::all() {
        let at_the_door = command.roles == [Role::Visitor];
        assert!(at_the_door || command.roles.contains(&Role::Director), "{}", command.name);
    }
}

#[test]
fn names_of_commands_are_unique() {
    let mut names: Vec<&str> = commands::all().map(|command| command.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn an_unknown_command_and_a_missing_school_are_told() {
    let desk = Desk::empty();
    assert_eq!(desk.refusal("nothing_like_this", json!({})), "unknown_command");
    assert_eq!(desk.refusal("observation_list", json!({})), "no_school");
    assert_eq!(desk.ok("app_status", json!({}))["screen"], "first_run");
}
