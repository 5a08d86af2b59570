//! What pages are made of. Nothing here asks the engine.

pub mod card;
pub mod choice;
pub mod empty;
pub mod icon;
pub mod popover;
pub mod replay;
pub mod show;
pub mod skeleton;
pub mod tag;
pub mod trouble;
