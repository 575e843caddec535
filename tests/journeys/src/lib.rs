//! Whole stories through the public commands.
