//! Identifiers: `UUIDv7`, ordered by the moment at which they were made.

use std::sync::Mutex;
use uuid::Builder;

/// Source of new record identifiers and of keys' randomness.
pub trait Ids: Send + Sync {
    /// Ten random bytes for one identifier.
    ///
    /// # Errors
    /// The system's source of randomness failed.
    fn random(&self) -> std::result::Result<[u8; 10], getrandom::Error>;
}

/// Randomness from the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn random(&self) -> std::result::Result<[u8; 10], getrandom::Error> {
        let mut bytes = [0_u8; 10];
        getrandom::fill(&mut bytes)?;
        Ok(bytes)
    }
}

/// A repeatable sequence: the sample school and tests.
#[derive(Debug)]
pub struct SeededIds(Mutex<u64>);

impl SeededIds {
    /// The sequence that belongs to `seed`.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Ids for SeededIds {
    fn random(&self) -> std::result::Result<[u8; 10], getrandom::Error> {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut bytes = [0_u8; 10];
        let (head, tail) = bytes.split_at_mut(8);
        head.copy_from_slice(&splitmix(&mut state).to_be_bytes());
        tail.copy_from_slice(&splitmix(&mut state).to_be_bytes()[..2]);
        Ok(bytes)
    }
}

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A `UUIDv7` for the given millisecond, as lower-case text.
pub(crate) fn uuid_v7(millis: u64, random: &[u8; 10]) -> String {
    Builder::from_unix_timestamp_millis(millis, random).into_uuid().to_string()
}
