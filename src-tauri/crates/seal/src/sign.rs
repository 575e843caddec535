//! Signatures (Ed25519): who holds the seed vouches for a message. Keys and signatures travel as base64.

use crate::error::{Result, SealError};
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// Public key of a seed.
pub fn public_key(seed: &[u8; 32]) -> String {
    STANDARD.encode(SigningKey::from_bytes(seed).verifying_key().to_bytes())
}

/// Signature of a message.
pub fn sign(seed: &[u8; 32], message: &[u8]) -> String {
    STANDARD.encode(SigningKey::from_bytes(seed).sign(message).to_bytes())
}

/// Holds a signature against its message.
///
/// # Errors
/// `Signature` when it does not fit, or is no signature at all.
pub fn verify(public_key: &str, message: &[u8], signature: &str) -> Result<()> {
    let key: [u8; 32] = decoded(public_key)?;
    let signature: [u8; 64] = decoded(signature)?;
    let key = VerifyingKey::from_bytes(&key).map_err(|_| SealError::Signature)?;
    key.verify_strict(message, &Signature::from_bytes(&signature)).map_err(|_| SealError::Signature)
}

fn decoded<const N: usize>(text: &str) -> Result<[u8; N]> {
    STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(SealError::Signature)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{public_key, sign, verify};

    #[test]
    fn a_signature_fits_its_message_and_its_key_only() {
        let (seed, other) = ([3; 32], [4; 32]);
        let signature = sign(&seed, b"head 17");
        verify(&public_key(&seed), b"head 17", &signature).unwrap();
        assert!(verify(&public_key(&seed), b"head 18", &signature).is_err());
        assert!(verify(&public_key(&other), b"head 17", &signature).is_err());
        assert!(verify("no key", b"head 17", &signature).is_err());
    }
}
