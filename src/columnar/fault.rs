//! Why bytes are no page.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Cut short, or no such bytes are ever written.
    Damaged,
    /// Written by a newer version: another format, or an encoding that is not known here.
    TooNew,
}
