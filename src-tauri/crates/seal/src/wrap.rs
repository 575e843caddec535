//! A 32-byte key wrapped by a passphrase (Argon2id, then XChaCha20-Poly1305) or by a recovery key.

use crate::{
    error::{Result, SealError},
    recovery::RecoveryKey,
};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What deriving a key costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl Cost {
    /// 64 MiB, three passes: about 0.3 s on an office PC.
    pub const OFFICE: Self = Self { memory: 64 * 1024, passes: 3 };
    /// More than this is never spent on a slot that a file asks for.
    const MOST: Self = Self { memory: 512 * 1024, passes: 16 };
}

/// A wrapped key as it lies in a file. Salt, nonce and cipher text are base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wrapped {
    /// Cost of the passphrase; none for a recovery key, which needs no stretching.
    pub cost: Option<Cost>,
    /// 16 bytes.
    pub salt: String,
    /// 24 bytes.
    pub nonce: String,
    /// 48 bytes: the key and its tag.
    pub key: String,
}

/// Wraps a key by a passphrase. `bound_to` names the place of the slot: it opens nowhere else.
///
/// # Errors
/// `Malformed` for a cost out of bounds, `Randomness`.
pub fn wrap(key: &[u8; 32], passphrase: &str, cost: Cost, bound_to: &str) -> Result<Wrapped> {
    let salt: [u8; 16] = crate::fresh()?;
    let outer = stretched(passphrase, &salt, cost)?;
    sealed(key, &outer, &salt, Some(cost), bound_to)
}

/// Opens a slot by its passphrase.
///
/// # Errors
/// `Wrong` when the passphrase does not open it, `Malformed`.
pub fn unwrap(wrapped: &Wrapped, passphrase: &str, bound_to: &str) -> Result<Zeroizing<[u8; 32]>> {
    let cost = wrapped.cost.ok_or(SealError::Malformed("cost"))?;
    let outer = stretched(passphrase, &bytes::<16>(&wrapped.salt, "salt")?, cost)?;
    opened(wrapped, &outer, bound_to)
}

/// Wraps a key by a recovery key.
///
/// # Errors
/// `Randomness`.
pub fn wrap_recovery(key: &[u8; 32], recovery: &RecoveryKey, bound_to: &str) -> Result<Wrapped> {
    let salt: [u8; 16] = crate::fresh()?;
    sealed(key, &recovery.stretched(&salt), &salt, None, bound_to)
}

/// Opens a slot by its recovery key.
///
/// # Errors
/// `Wrong`, `Malformed`.
pub fn unwrap_recovery(wrapped: &Wrapped, recovery: &RecoveryKey, bound_to: &str) -> Result<Zeroizing<[u8; 32]>> {
    let outer = recovery.stretched(&bytes::<16>(&wrapped.salt, "salt")?);
    opened(wrapped, &outer, bound_to)
}

fn stretched(passphrase: &str, salt: &[u8; 16], cost: Cost) -> Result<Zeroizing<[u8; 32]>> {
    if cost.memory > Cost::MOST.memory || cost.passes > Cost::MOST.passes {
        return Err(SealError::Malformed("cost"));
    }
    let params = Params::new(cost.memory, cost.passes, 1, Some(32)).map_err(|_| SealError::Malformed("cost"))?;
    let mut out = Zeroizing::new([0_u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *out)
        .map_err(|_| SealError::Malformed("passphrase"))?;
    Ok(out)
}

fn sealed(key: &[u8; 32], outer: &[u8; 32], salt: &[u8; 16], cost: Option<Cost>, bound_to: &str) -> Result<Wrapped> {
    let nonce: [u8; 24] = crate::fresh()?;
    let payload = Payload { msg: key, aad: bound_to.as_bytes() };
    let cipher = XChaCha20Poly1305::new(&(*outer).into());
    let sealed = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::Malformed("key"))?;
    Ok(Wrapped { cost, salt: STANDARD.encode(salt), nonce: STANDARD.encode(nonce), key: STANDARD.encode(sealed) })
}

fn opened(wrapped: &Wrapped, outer: &[u8; 32], bound_to: &str) -> Result<Zeroizing<[u8; 32]>> {
    let nonce = bytes::<24>(&wrapped.nonce, "nonce")?;
    let sealed = bytes::<48>(&wrapped.key, "key")?;
    let payload = Payload { msg: &sealed, aad: bound_to.as_bytes() };
    let cipher = XChaCha20Poly1305::new(&(*outer).into());
    let plain = Zeroizing::new(cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::Wrong)?);
    let mut key = Zeroizing::new([0_u8; 32]);
    if plain.len() != key.len() {
        return Err(SealError::Malformed("key"));
    }
    key.copy_from_slice(&plain);
    Ok(key)
}

fn bytes<const N: usize>(text: &str, what: &'static str) -> Result<[u8; N]> {
    STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(SealError::Malformed(what))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Cost, unwrap, unwrap_recovery, wrap, wrap_recovery};
    use crate::{RecoveryKey, SealError};

    const CHEAP: Cost = Cost { memory: 64, passes: 1 };
    const KEY: [u8; 32] = [7; 32];

    #[test]
    fn only_the_right_passphrase_at_the_right_place_opens_a_slot() {
        let slot = wrap(&KEY, "春风化雨 2026", CHEAP, "store/account").unwrap();
        assert_eq!(*unwrap(&slot, "春风化雨 2026", "store/account").unwrap(), KEY);
        assert!(matches!(unwrap(&slot, "春风化雨 2027", "store/account"), Err(SealError::Wrong)));
        assert!(matches!(unwrap(&slot, "春风化雨 2026", "store/director"), Err(SealError::Wrong)));
    }

    #[test]
    fn a_slot_that_asks_for_too_much_is_refused_before_it_is_spent() {
        let mut slot = wrap(&KEY, "p", CHEAP, "s").unwrap();
        slot.cost = Some(Cost { memory: u32::MAX, passes: 1 });
        assert!(matches!(unwrap(&slot, "p", "s"), Err(SealError::Malformed("cost"))));
    }

    #[test]
    fn a_recovery_key_opens_its_slot_and_no_other() {
        let ours = RecoveryKey::generate().unwrap();
        let slot = wrap_recovery(&KEY, &ours, "store").unwrap();
        let typed = RecoveryKey::parse(&ours.groups().join("-").to_lowercase()).unwrap();
        assert_eq!(*unwrap_recovery(&slot, &typed, "store").unwrap(), KEY);
        let other = RecoveryKey::generate().unwrap();
        assert!(matches!(unwrap_recovery(&slot, &other, "store"), Err(SealError::Wrong)));
    }

    #[test]
    fn two_slots_of_the_same_passphrase_share_nothing() {
        let (a, b) = (wrap(&KEY, "p", CHEAP, "s").unwrap(), wrap(&KEY, "p", CHEAP, "s").unwrap());
        assert!(a.salt != b.salt && a.nonce != b.nonce && a.key != b.key);
    }
}
