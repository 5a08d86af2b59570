//! The list of this device's stores.

use super::manifest::not_encoded;
use crate::{model::ids::StoreId, protocol::command::Trouble};
use serde::{Deserialize, Serialize};

const FORMAT: u8 = 1;

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Registry {
    /// This device's part of serial numbers, drawn once; 0 until then.
    pub device: u32,
    pub stores: Vec<RegistryEntry>,
    /// The store opened last.
    pub last: Option<StoreId>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RegistryEntry {
    pub id: StoreId,
    pub name: String,
    pub rows: u32,
}

impl Registry {
    pub fn encode(&self) -> Result<Vec<u8>, Trouble> {
        postcard::to_extend(self, vec![FORMAT]).map_err(|_| not_encoded("registry"))
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, Trouble> {
        match bytes.split_first() {
            Some((&format, _)) if format > FORMAT => Err(Trouble::TooNew),
            Some((_, body)) => postcard::from_bytes(body).map_err(|_| unreadable()),
            None => Err(unreadable()),
        }
    }
}

fn unreadable() -> Trouble {
    Trouble::Storage { name: "registry".into(), detail: String::new() }
}
