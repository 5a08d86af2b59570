//! The lifecycle: the catalogue of touchpoints, and journeys (facts → episodes).
//! Not the records themselves: those are in `model`; not who they belong to: that is `book`.

pub mod catalogue;
pub mod evidence;
pub mod clocks;
pub mod lead;
pub mod owner;
pub mod last;
pub mod track;
pub mod fact;
pub mod episode;
pub mod journey;
