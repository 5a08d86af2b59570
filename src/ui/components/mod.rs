//! The building blocks of pages. None of them asks the engine.

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
