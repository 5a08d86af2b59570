//! What the product promises, tested through the path a user takes. One binary: linking is the slow part.
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

mod advisers;
mod cells;
mod cases;
mod clock;
mod contrast;
mod crawl;
mod demo;
mod demo_rows;
mod disguise;
mod expected;
mod figures;
mod forms;
mod frozen;
mod headers;
mod imports;
mod invented;
mod journeys;
mod kept;
mod lists;
mod masked;
mod meant;
mod measured;
mod pages;
mod planted;
mod records;
mod released;
mod reshaped;
mod scale;
mod storage;
mod support;
mod tidy;
mod unmistaken;
mod unseen;
mod workbooks;
mod year_before;
