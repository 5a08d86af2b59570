//! The engine: a pure state machine over a store. `Engine::handle` takes a request and answers it; the clock and the
//! storage are handed in. Not IndexedDB (`store_idb`), not the message loop (`bin/engine`).

pub mod stage_area;
pub mod store;

use crate::protocol::{Answer, Request, command::Trouble};
use store::Disk;

/// Stand-in until the engine is merged.
pub struct Engine<D: Disk> {
    disk: D,
}

impl<D: Disk> Engine<D> {
    pub fn new(disk: D) -> Self {
        Self { disk }
    }

    pub async fn handle(&mut self, _request: Request, _progress: &mut dyn FnMut(u32, u32)) -> Result<Answer, Trouble> {
        self.disk.registry().await?;
        Err(Trouble::NoStore)
    }
}
