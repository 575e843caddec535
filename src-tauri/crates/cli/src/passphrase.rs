//! The passphrase: from the environment, or asked for at the terminal. Never from an argument, where others can read it.

use keji_domain::{Code, Error, Result};
use std::io::{IsTerminal, stdin};
use zeroize::Zeroizing;

/// Variable that holds it for scripts.
const VARIABLE: &str = "KEJI_PASSPHRASE";

/// The passphrase of a school that has one.
///
/// # Errors
/// `Locked` when there is neither the variable nor a terminal.
pub(crate) fn known() -> Result<Zeroizing<String>> {
    if let Some(passphrase) = from_environment() {
        return Ok(passphrase);
    }
    if !stdin().is_terminal() {
        return Err(Error::rule(Code::Locked));
    }
    ask("口令：")
}

/// The first passphrase of a new school; none leaves it open for now.
///
/// # Errors
/// `PassphrasesDiffer`, file errors of the terminal.
pub(crate) fn new() -> Result<Option<String>> {
    if let Some(passphrase) = from_environment() {
        return Ok(Some(passphrase.to_string()));
    }
    if !stdin().is_terminal() {
        return Ok(None);
    }
    let first = ask("教务主任的口令（至少 8 个字符，直接回车为以后再设）：")?;
    if first.is_empty() {
        return Ok(None);
    }
    if *ask("再输一次：")? != *first {
        return Err(Error::rule(Code::PassphrasesDiffer));
    }
    Ok(Some(first.to_string()))
}

fn from_environment() -> Option<Zeroizing<String>> {
    std::env::var(VARIABLE).ok().filter(|text| !text.is_empty()).map(Zeroizing::new)
}

fn ask(prompt: &str) -> Result<Zeroizing<String>> {
    rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(Error::File)
}
