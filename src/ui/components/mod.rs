//! What pages are made of. Nothing here asks the engine.

pub mod answered;
pub mod card;
pub mod chart;
pub mod choice;
pub mod data_age;
pub mod empty;
pub mod figure;
pub mod hand_over;
pub mod icon;
pub mod period;
pub mod popover;
pub mod replay;
pub mod show;
pub mod skeleton;
pub mod slices;
pub mod table;
pub mod tag;
pub mod trouble;
