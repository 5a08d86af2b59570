//! Devices that write, undo, exchange entries and are copied, all by one seed.

use super::*;
use std::collections::BTreeMap;

/// SplitMix64 (Steele and others: Fast splittable pseudorandom number generators, 2014).
pub struct Chance(pub u64);

pub struct Device {
    pub clock: Clock,
    pub entries: Vec<Entry>,
    pub state: State<'static>,
}

pub struct World {
    pub chance: Chance,
    pub devices: Vec<Device>,
    /// Everything ever made, once.
    pub made: Vec<Entry>,
    /// Entries travel whole and in order, and no device is copied.
    orderly: bool,
    now_ms: u64,
}

/// All that a state says, apart from its marks.
#[derive(PartialEq, Debug, Default)]
pub struct Said {
    pub values: BTreeMap<(RowId, Tag), Value>,
    pub there: Vec<RowId>,
    pub dropped: Vec<RowId>,
    pub joins: Vec<(RowId, RowId)>,
    pub parts: Vec<(RowId, RowId)>,
    pub batches: Vec<u32>,
}

/// One is never put: an imported row.
pub const RECORDS: [RowId; 4] = [RowId(10), RowId(20), RowId(30), RowId(40)];
const IMPORTED: RowId = RECORDS[3];

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            list.swap(end, self.below(end + 1));
        }
    }
}

impl Device {
    fn new(number: u32) -> Self {
        Self { clock: Clock::new(number), entries: Vec::new(), state: State::new(&rule) }
    }

    pub fn take(&mut self, entry: &Entry, now_ms: u64) {
        self.clock.hear(entry.stamp, now_ms);
        self.state.apply(entry);
        if !self.entries.contains(entry) {
            self.entries.push(entry.clone());
        }
    }
}

impl World {
    pub fn new(seed: u64, orderly: bool) -> Self {
        let mut chance = Chance(seed);
        let devices = (1..=1 + chance.below(4) as u32).map(Device::new).collect();
        Self { chance, devices, made: Vec::new(), orderly, now_ms: 1_000 }
    }

    /// Of the device at `at`: an action, an undo, or news from another device.
    pub fn step(&mut self) {
        let at = self.chance.below(self.devices.len());
        match self.chance.below(10) {
            0..4 => drop(self.act(at)),
            4..7 => drop(self.undo_any(at)),
            7 if !self.orderly && self.devices.len() < 4 => self.copy(at),
            _ => self.hear(at),
        }
    }

    pub fn act(&mut self, at: usize) -> Entry {
        let many = 1 + self.chance.below(3);
        // What an entry says of a record follows what it said before, so its operations are made one after another.
        let stamp = self.tick(at);
        let mut entry = Entry { ops: Vec::new(), ..entry(stamp, Vec::new()) };
        let mut state = self.devices[at].state.clone();
        for _ in 0..many {
            let op = self.op(&state);
            entry.ops.push(op);
            state = self.devices[at].state.clone();
            state.apply(&entry);
        }
        self.made_by(at, entry)
    }

    pub fn undo_any(&mut self, at: usize) -> Option<Undone> {
        let entries = &self.devices[at].entries;
        if entries.is_empty() {
            return None;
        }
        let entry = self.chance.pick(entries);
        self.undo(at, &entry).ok()
    }

    pub fn undo(&mut self, at: usize, entry: &Entry) -> Result<Undone, Refusal> {
        let stamp = self.tick(at);
        let undone = undo(&self.devices[at].state, entry, stamp, &format!("person {at}"))?;
        self.made_by(at, undone.entry.clone());
        Ok(undone)
    }

    /// Everything goes to every device, in any order, some of it twice.
    pub fn meet(&mut self) {
        for at in 0..self.devices.len() {
            let mut all = self.made.clone();
            let again = self.chance.below(all.len() + 1);
            all.extend_from_within(..again);
            self.chance.shuffle(&mut all);
            all.iter().for_each(|entry| self.devices[at].take(entry, self.now_ms));
        }
    }

    fn tick(&mut self, at: usize) -> Stamp {
        self.now_ms = (self.now_ms + self.chance.next() % 4).saturating_sub(self.chance.next() % 3);
        self.devices[at].clock.tick(self.now_ms)
    }

    fn made_by(&mut self, at: usize, entry: Entry) -> Entry {
        self.devices[at].take(&entry, self.now_ms);
        if !self.made.contains(&entry) {
            self.made.push(entry.clone());
        }
        entry
    }

    /// A restored backup: the same number and the same clock.
    fn copy(&mut self, at: usize) {
        let Device { clock, entries, state } = &self.devices[at];
        let copy = Device { clock: *clock, entries: entries.clone(), state: state.clone() };
        self.devices.push(copy);
    }

    fn hear(&mut self, at: usize) {
        let from = self.chance.below(self.devices.len());
        let mut news = self.devices[from].entries.clone();
        if !self.orderly && !news.is_empty() {
            news = (0..1 + self.chance.below(4)).map(|_| self.chance.pick(&news)).collect();
        }
        news.iter().for_each(|entry| self.devices[at].take(entry, self.now_ms));
    }

    fn op(&mut self, state: &State) -> Op {
        let record = self.chance.pick(&RECORDS);
        let (one, other) = (record, self.chance.pick(&RECORDS[..2]));
        let batch = self.chance.below(2) as u32;
        match self.chance.below(60) {
            0..14 if record != IMPORTED => self.put(record),
            0..40 => self.set(state, record),
            40..45 => state.drop(record),
            45..47 => Op::Keep { record },
            47..50 => Op::Join { one, other },
            50..53 => Op::Part { one, other },
            53..55 => Op::Batch { batch },
            55..57 => Op::Retract { batch },
            57..58 => Op::Restore { batch },
            58 => Op::Unknown { number: 77, bytes: vec![1, 2, 3] },
            _ => Op::Erase { record },
        }
    }

    fn put(&mut self, record: RowId) -> Op {
        let cells = TAGS.iter().filter(|_| self.chance.one_in(2)).copied().collect::<Vec<_>>();
        let cells = cells.into_iter().map(|tag| (tag, self.some(record, tag))).collect();
        Op::Put { record, kind: 7, cells }
    }

    fn set(&mut self, state: &State, record: RowId) -> Op {
        let tag = self.chance.pick(&TAGS);
        let after = Some(self.some(record, tag)).filter(|_| !self.chance.one_in(6));
        state.set(record, tag, state.value(record, tag).cloned(), after)
    }

    /// Texts name their record, so that an erased one can be looked for. Consent is seldom withdrawn.
    fn some(&mut self, record: RowId, tag: Tag) -> Value {
        match tag {
            FLAG => Value::Int(self.chance.below(2) as i64),
            CONSENT => Value::Int(i64::from(self.chance.one_in(4))),
            REVIEW => Value::Int(self.chance.below(4) as i64),
            _ => Value::Text(format!("<{}> {}", record.0, self.chance.below(5))),
        }
    }
}

pub fn said(state: &State) -> Said {
    let keys = state.known().flat_map(|record| TAGS.map(|tag| (record, tag)));
    Said {
        values: keys.filter_map(|key| Some((key, state.value(key.0, key.1)?.clone()))).collect(),
        there: state.records().collect(),
        dropped: RECORDS.into_iter().filter(|record| state.is_dropped(*record)).collect(),
        joins: state.joins().collect(),
        parts: state.parts().collect(),
        batches: state.batches().collect(),
    }
}
