//! Analyses: one question per file. Each number is the length of a list that can be opened.

pub mod told;
pub mod world;
pub mod slices;
pub mod viewpoint;
pub mod nodes;
pub mod leaks;
pub mod map;
pub mod funnel;
pub mod distribution;
pub mod questionnaire;
pub mod answers;
pub mod satisfaction;
pub mod measures;
pub mod consultants;
pub mod advisers;
pub mod whose;
pub mod lists;
pub mod coverage;
pub mod reporting;
pub mod clock;
pub mod trend;
pub mod student;
pub mod stats;
