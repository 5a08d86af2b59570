//! The lifecycle: stages, the catalogue of touchpoints, and journeys (facts → episodes).
//! Not the records themselves: those are in `model`.

pub mod catalogue;
pub mod level_clock;
pub mod stage;
pub mod touchpoint;
