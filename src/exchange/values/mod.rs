//! One cell → one value: text, dates, telephone numbers, VINs, numbers, dictionary words. Best effort, never an error:
//! what could not be taken is absent, with the matter said. Not rows and refusals: that is `parse`.

pub mod date;
pub mod decimal;
pub mod number;
pub mod phone;
pub mod text;
pub mod vin;
pub mod word;

use crate::diag::Matter;

/// A value and what is to be said about it.
pub type Read<T> = (T, Vec<Matter>);

/// A value of which nothing need be said.
pub(crate) fn plain<T>(value: T) -> Read<T> {
    (value, Vec::new())
}

/// Nothing was taken, for this reason.
pub(crate) fn absent<T: Default>(matter: Matter) -> Read<T> {
    (T::default(), vec![matter])
}
