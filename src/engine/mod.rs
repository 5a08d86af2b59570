//! The engine: a pure state machine over a store. `Engine::handle` takes a request and answers it; the clock and the
//! storage are handed in. Not IndexedDB (`store_idb`), not the message loop (`bin/engine`).

pub mod stage_area;
pub mod store;
