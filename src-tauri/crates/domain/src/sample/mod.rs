//! The sample school 青溪中学: planned by a seeded generator, written through the same operations as everything else.

#[allow(unreachable_pub)]
pub mod content;
mod create;
mod duties;
mod ground;
#[allow(unreachable_pub)]
pub mod plan;
mod planned;
mod records;

pub(crate) use create::create;
