//! What the command line prints.

use keji_domain::{Error, messages};
use serde_json::Value;
use std::io::{ErrorKind, Write};

/// Prints a line on the standard output. A reader that went away is no error.
pub(crate) fn line(text: &str) -> Result<(), Error> {
    match writeln!(std::io::stdout(), "{text}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::File(error)),
        _ => Ok(()),
    }
}

/// Prints JSON.
pub(crate) fn json(value: &Value) -> Result<(), Error> {
    line(&format!("{value:#}"))
}

/// Prints an error as `code: sentence` on the standard error.
pub(crate) fn refuse(error: &Error) {
    let wire = error.to_wire();
    let sentence = messages::sentence(&wire);
    // Nobody is left to tell when even this fails.
    let _ = writeln!(std::io::stderr(), "{}: {sentence}", wire.code);
}
