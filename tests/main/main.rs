//! What the product promises, tested through the path a user takes. One binary: linking is the slow part.

mod expected;
mod imports;
mod journeys;
mod storage;
mod support;
mod tidy;
