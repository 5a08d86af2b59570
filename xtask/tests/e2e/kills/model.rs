//! A device with stores as its user sees it, and the effect of each action. It knows no browser.

use std::collections::BTreeMap;

use benyuan::demo::{self, Plants};
use benyuan::model::rows::FILE_KINDS;
use benyuan::terms::level_clock::LEVEL_PRESETS;

/// With more stores than this, one is deleted.
const MOST: usize = 3;

/// The action that is pressed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
    Import {
        who: u64,
        rows: u64,
    },
    Undo,
    Rename(String),
    /// The clock at a position of the list.
    Preset(u64),
    Create(String),
    Delete(String),
    Demo,
}

/// What the pages show.
#[derive(PartialEq, Eq, Debug)]
pub struct Seen {
    /// The number of rows of each store, by name.
    pub stores: BTreeMap<String, u64>,
    pub open: String,
    /// Rows of the open store, by kind.
    pub rows: Vec<u64>,
    /// The clock of the open store.
    pub preset: u64,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Store {
    rows: Vec<u64>,
    preset: u64,
    /// The rows of the last import, which an undo removes.
    undoable: Option<u64>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Device {
    stores: BTreeMap<String, Store>,
    /// Empty if the program may choose.
    pub open: String,
    /// The clock of a new store.
    preset: u64,
}

impl Device {
    /// A device with one store and one import of leads.
    pub fn of_first_import(seen: &Seen, rows: u64) -> Self {
        let store = Store { rows: seen.rows.clone(), preset: seen.preset, undoable: Some(rows) };
        Self { stores: [(seen.open.clone(), store)].into(), open: seen.open.clone(), preset: seen.preset }
    }

    pub fn is_demo_open(&self) -> bool {
        self.open == demo::NAME
    }

    /// The first store that is not the demo.
    pub fn own(&self) -> Option<String> {
        self.stores.keys().find(|name| *name != demo::NAME).cloned()
    }

    /// A random action, all equally likely; a deletion if there are too many stores.
    pub fn action(&self, chance: &mut Chance, round: u64) -> Action {
        let doomed = self.doomed();
        let delete = doomed.get(chance.below(doomed.len() as u64) as usize).cloned().map(Action::Delete);
        if let Some(delete) = delete.clone().filter(|_| self.stores.len() > MOST) {
            return delete;
        }
        let open = &self.stores[&self.open];
        let presets = LEVEL_PRESETS.len() as u64;
        let mut actions = vec![
            Action::Preset((open.preset + 1 + chance.below(presets - 1)) % presets),
            Action::Create(format!("新店{round}")),
        ];
        actions.extend(delete);
        if !self.is_demo_open() {
            actions.push(Action::Import { who: 100 + round, rows: 20 + chance.below(15_000) });
            actions.push(Action::Rename(format!("改名{round}")));
            actions.push(Action::Demo);
            actions.extend(open.undoable.map(|_| Action::Undo));
        }
        actions.swap_remove(chance.below(actions.len() as u64) as usize)
    }

    /// The stores that may be deleted: not the last real one, because the program would replace it by a new one.
    fn doomed(&self) -> Vec<String> {
        let is_own = |name: &&String| *name != demo::NAME;
        let many = self.stores.keys().filter(is_own).count() > 1;
        self.stores.keys().filter(|name| many || !is_own(name)).cloned().collect()
    }

    /// The device after an action.
    pub fn after(&self, action: &Action) -> Self {
        let mut after = self.clone();
        match action {
            Action::Create(name) => after.add(name, vec![0; FILE_KINDS.len()]),
            Action::Demo => after.add_demo(),
            Action::Delete(name) => {
                after.stores.remove(name);
                after.open = if self.open == *name { String::new() } else { self.open.clone() };
            }
            Action::Rename(name) => {
                after.stores.extend(self.stores.get(&self.open).map(|store| (name.clone(), store.clone())));
                after.stores.remove(&self.open);
                after.open = name.clone();
            }
            Action::Import { .. } | Action::Undo | Action::Preset(_) => {
                after.stores.entry(self.open.clone()).and_modify(|store| store.change(action));
            }
        }
        after
    }

    fn add(&mut self, name: &str, rows: Vec<u64>) {
        let new = Store { rows, preset: self.preset, undoable: None };
        self.stores.entry(name.to_owned()).or_insert(new);
        self.open = name.to_owned();
    }

    /// The rows that the generator makes on this machine.
    fn add_demo(&mut self) {
        let rows = if self.stores.contains_key(demo::NAME) {
            Vec::new()
        } else {
            let tables = demo::generate(Plants::default());
            FILE_KINDS.iter().map(|kind| tables.count(*kind) as u64).collect()
        };
        self.add(demo::NAME, rows);
    }

    /// Whether this is what is seen. The open store may be the one here or the one in `other`.
    pub fn shows(&self, seen: &Seen, other: &Self) -> bool {
        let stores: BTreeMap<_, _> = self.stores.iter().map(|(name, store)| (name.clone(), store.total())).collect();
        let may_be_open = [self, other].iter().any(|device| device.open.is_empty() || device.open == seen.open);
        let open = self.stores.get(&seen.open);
        stores == seen.stores
            && may_be_open
            && open.is_some_and(|store| store.rows == seen.rows && store.preset == seen.preset)
    }
}

impl Store {
    fn total(&self) -> u64 {
        self.rows.iter().sum()
    }

    /// Leads are the first kind.
    fn change(&mut self, action: &Action) {
        match action {
            Action::Import { rows, .. } => {
                self.rows[0] += rows;
                self.undoable = Some(*rows);
            }
            Action::Undo => self.rows[0] -= self.undoable.take().unwrap_or(0),
            Action::Preset(place) => self.preset = *place,
            _ => {}
        }
    }
}

/// Random numbers from a seed (SplitMix64), so that a failing run can be repeated.
pub struct Chance(u64);

impl Chance {
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// Less than `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "店";

    fn seen(stores: &[(&str, u64)], rows: u64, preset: u64) -> Seen {
        let stores = stores.iter().map(|(name, rows)| ((*name).to_owned(), *rows)).collect();
        Seen { stores, open: NAME.to_owned(), rows: vec![rows, 0, 0, 0, 0, 0, 0, 0], preset }
    }

    fn device() -> Device {
        Device::of_first_import(&seen(&[(NAME, 40)], 40, 1), 40)
    }

    #[test]
    fn half_an_import_is_neither_before_nor_after() {
        let (before, import) = (device(), Action::Import { who: 2, rows: 10 });
        let after = before.after(&import);
        assert!(before.shows(&seen(&[(NAME, 40)], 40, 1), &after));
        assert!(after.shows(&seen(&[(NAME, 50)], 50, 1), &before));
        for wrong in [seen(&[(NAME, 45)], 45, 1), seen(&[(NAME, 50)], 40, 1), seen(&[(NAME, 50)], 50, 2)] {
            assert!(!before.shows(&wrong, &after) && !after.shows(&wrong, &before), "{wrong:?}");
        }
        assert_eq!(after.after(&Action::Undo).stores[NAME].rows[0], 40);
    }

    #[test]
    fn a_new_store_may_be_open_or_not() {
        let before = device();
        let after = before.after(&Action::Create("新".to_owned()));
        assert!(after.shows(&seen(&[(NAME, 40), ("新", 0)], 40, 1), &before));
        assert!(!before.shows(&seen(&[(NAME, 40), ("新", 0)], 40, 1), &after));
        assert!(!after.shows(&seen(&[(NAME, 40)], 40, 1), &before));
    }

    #[test]
    fn the_last_store_of_ones_own_stays_and_stores_are_few() {
        let (mut device, mut chance) = (device(), Chance::of(7));
        for round in 0..80 {
            let action = device.action(&mut chance, round);
            device = device.after(&action);
            if device.open.is_empty() {
                device.open = device.own().unwrap();
            }
            assert!(device.own().is_some() && device.stores.len() <= MOST + 1, "{action:?} left {device:?}");
        }
    }

    #[test]
    fn chance_is_splitmix64() {
        let mut chance = Chance::of(1_234_567);
        let first = [(); 2].map(|()| chance.below(u64::MAX));
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }
}
