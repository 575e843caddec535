//! Papers read back: what a reader, a validator or another program finds in them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod docx;
mod pdf;
mod preview;
mod support;
mod tail;
mod xlsx;
