//! Shapes that many commands share.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Declares types that travel: serialised, and known to the web view.
macro_rules! wire {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident $body:tt)*) => {
        $(
            #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
            $(#[$meta])*
            pub $kind $name $body
        )*
    };
}
pub(crate) use wire;

/// A request without fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}

wire! {
    /// One record by its identifier.
    pub struct ById {
        /// The record.
        pub id: String,
    }
    /// A record was written.
    pub struct Saved {
        /// The record.
        pub id: String,
        /// The act in the change log: what `undo` takes.
        pub act: String,
    }
    /// Something was done that `undo` can take back.
    pub struct Acted {
        /// The act in the change log.
        pub act: String,
    }
    /// One term by its identifier; the present one when empty.
    pub struct OfTerm {
        /// The term, or none for the present one.
        #[serde(default)]
        pub term_id: Option<String>,
    }
    /// A person named on a record.
    pub struct Person {
        /// The teacher's record.
        pub id: String,
        /// Name as on the roster.
        pub name: String,
    }
}
