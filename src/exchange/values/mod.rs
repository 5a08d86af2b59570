//! One cell → one value: text, dates, telephone numbers, VINs, numbers, dictionary words. Best effort, never an error:
//! an unreadable value is absent, with a note. Rows and refusals are in `parse`.

pub mod date;
pub mod decimal;
pub mod number;
pub mod phone;
pub mod text;
pub mod vin;
pub mod word;

use crate::diag::Matter;

/// A value and its notes.
pub type Read<T> = (T, Vec<Matter>);

/// A value without notes.
pub(crate) fn plain<T>(value: T) -> Read<T> {
    (value, Vec::new())
}

/// No value, for this reason.
pub(crate) fn absent<T: Default>(matter: Matter) -> Read<T> {
    (T::default(), vec![matter])
}
