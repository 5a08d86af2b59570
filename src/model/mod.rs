//! What is recorded: the rows of a store with their names and places. Not who they belong to: that is `book`. What a row is made of is
//! said in `schema`.

pub mod extras;
pub mod ids;
pub mod keys;
pub mod map;
pub mod notation;
pub mod native;
pub mod rows;
pub mod secret;
pub mod tables;
pub mod visible;

pub use crate::schema::{values, view};

/// The fields of rows, and which kind has which.
pub mod fields {
    pub use crate::schema::{
        fields::Field,
        kinds::{ITEM_FIELDS, fields_of, required_in, template_of},
    };
}
