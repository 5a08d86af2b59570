//! The building blocks of pages. Each block is a function from words to markup; `maud` escapes every word and every
//! attribute.

mod card;
mod chart;
mod choice;
mod filter;
mod foot;
mod form;
mod icon;
mod panels;
mod paper;
mod spark;
mod table;

pub use card::{card, caution, pairs, tag, with_tools};
pub use chart::{chart, figure};
pub use choice::{Choice, dropdown, refinements};
pub use filter::{Told, chip, chips, field, filter};
pub use foot::{Data, TABLE, file_name, foot, foot_of_shown};
pub use form::form;
pub use icon::{Glyph, icon};
pub use maud::{Markup, html};
pub use panels::{Panel, folded, panels};
pub use paper::on_paper;
pub use spark::spark;
pub use table::{Cell, Table, hundred, of_range, sort_head};
