//! Cryptography by well-kept crates, in the few shapes that 课迹 needs: a key wrapped by a passphrase, a key wrapped by
//! a printed recovery key, a signature. Knows neither stores nor schools.

mod error;
mod recovery;
mod sign;
mod wrap;

pub use error::{Result, SealError};
pub use recovery::{GROUPS, RecoveryKey};
pub use sign::{public_key, sign, verify};
pub use wrap::{Cost, Wrapped, unwrap, unwrap_recovery, wrap, wrap_recovery};
pub use zeroize::{Zeroize, Zeroizing};

/// Fresh random bytes from the operating system, for keys, salts and nonces.
///
/// # Errors
/// The system's source of randomness failed.
pub fn fresh<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(SealError::Randomness)?;
    Ok(bytes)
}
