//! The ledger: what people do, as entries. What files say is in rows; what is true is both together. An entry is one
//! action of one person; it travels between devices and may arrive in any order and repeatedly.
//!
//! Nothing here stores entries, knows what a tag means, or asks a clock.

mod stamp;
mod entry;
mod code;
mod rule;
mod slot;
mod record;
mod fold;
mod undo;
mod inverse;
mod effect;
mod history;
#[cfg(test)]
mod tests;

pub use code::Fault;
pub use effect::{Effect, effect};
pub use entry::{Act, Entry, Op, Value};
pub use fold::{State, Undecided};
pub use history::{Change, history};
pub use rule::{NO_KIND, Rule, Rules};
pub use stamp::{Clock, Heard, Seen, Stamp};
pub use undo::{Refusal, Undone, undo};
