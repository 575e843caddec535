//! What can go wrong.

/// Result of an operation of this crate.
pub type Result<T> = std::result::Result<T, SealError>;

/// A failure.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The passphrase or the recovery key does not open this slot, or the slot was changed.
    #[error("the slot does not open")]
    Wrong,
    /// The slot asks for more memory or time than this program is willing to spend, or is malformed.
    #[error("the slot is malformed: {0}")]
    Malformed(&'static str),
    /// A group of a recovery key was mistyped: its number, from 1.
    #[error("group {0} of the recovery key is mistyped")]
    Group(usize),
    /// A recovery key has not the right number of groups: how many were given.
    #[error("a recovery key has not {0} groups")]
    GroupCount(usize),
    /// A signature does not fit its message.
    #[error("the signature does not fit")]
    Signature,
    /// The system's source of randomness failed.
    #[error("no randomness: {0}")]
    Randomness(getrandom::Error),
}
