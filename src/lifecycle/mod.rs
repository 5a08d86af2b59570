//! The lifecycle: stages, the catalogue of touchpoints, and journeys (facts → episodes).
//! Not the records themselves: those are in `model`; not who they belong to: that is `book`.

pub mod catalogue;
pub mod clocks;
pub mod episode;
pub mod evidence;
pub mod fact;
pub mod journey;
pub mod lead;
pub mod level_clock;
pub mod owner;
pub mod stage;
pub mod touchpoint;
