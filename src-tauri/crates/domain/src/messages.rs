//! The words for people of every error code: one catalogue for the window and the command line.

use crate::{access::Role, commands, error::WireError};
use std::{collections::BTreeMap, sync::OnceLock};

const CATALOGUE: &str = include_str!("../../../../assets/messages/errors.zh-CN.json");

crate::wire::wire! {
    /// What went wrong and how to mend it.
    #[derive(Eq)]
    pub struct Words {
        /// What and where.
        pub text: String,
        /// How to mend it; may be empty.
        #[serde(default)]
        pub mend: Option<String>,
    }
    /// What the page must know of a command before it calls one.
    pub struct CommandFacts {
        /// Roles that may call it.
        pub roles: Vec<Role>,
        /// Topics whose data it shows.
        pub reads: Vec<String>,
        /// Topics whose data it changes.
        pub touches: Vec<String>,
    }
    /// What the page asks for once, before it shows anything: it is no part of its script.
    pub struct PageGround {
        /// Words of the error codes.
        pub words: BTreeMap<String, Words>,
        /// The commands by name.
        pub commands: BTreeMap<String, CommandFacts>,
    }
}

/// All words by code.
pub fn catalogue() -> &'static BTreeMap<String, Words> {
    static WORDS: OnceLock<BTreeMap<String, Words>> = OnceLock::new();
    // The catalogue is part of the program; a test holds that it can be read.
    WORDS.get_or_init(|| serde_json::from_str(CATALOGUE).unwrap_or_default())
}

/// What the page asks for once.
pub(crate) fn page_ground() -> PageGround {
    let texts = |topics: &[crate::command::Topic]| topics.iter().map(|topic| topic.as_str().to_owned()).collect();
    let facts = |command: &crate::command::Command| CommandFacts {
        roles: command.roles.to_vec(),
        reads: texts(command.reads),
        touches: texts(command.touches),
    };
    PageGround {
        words: catalogue().clone(),
        commands: commands::all().map(|command| (command.name.to_owned(), facts(command))).collect(),
    }
}

/// One sentence for an error, with its values filled in.
pub fn sentence(error: &WireError) -> String {
    let Some(words) = catalogue().get(&error.code) else {
        return error.detail.clone();
    };
    let mut text = words.text.clone();
    if let Some(mend) = words.mend.as_ref().filter(|mend| !mend.is_empty()) {
        text.push_str(mend);
    }
    for (name, value) in &error.params {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}
