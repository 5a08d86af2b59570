//! The words of the field: stages, nodes, steps, levels and roles, what a touchpoint is as data, intent-level clocks, how long an owner
//! has stayed away, what was last heard of somebody. They know nothing of rows, files or journeys.

pub mod stage;
pub mod touchpoint;
pub mod level_clock;
pub mod activity;
pub mod follow_up;
