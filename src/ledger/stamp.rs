//! Stamps: the order of entries over all devices, and the clock that gives them (Kulkarni and others: Logical physical
//! clocks, 2014). What time it is and which device this is are told from outside.

/// When an entry was made, and its name. Of two entries of one device the later one has the greater stamp, whatever the
/// wall clock did; an entry made after another was heard has the greater stamp too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Stamp {
    /// Since 1970. Below [`Stamp::MOST_MS`].
    pub ms: u64,
    /// Among the entries of one millisecond.
    pub count: u16,
    pub device: u32,
}

impl Stamp {
    /// The year 10 889. Nothing greater is written or read, so a clock can always tick on.
    pub const MOST_MS: u64 = 1 << 48;
}

/// The clock of a device. `last` is stored with the device's entries. A restored, copied or carried store sets
/// `last.device` to a new number before its first tick; `last.ms` and `last.count` stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clock {
    /// Given or heard last.
    pub last: Stamp,
}

/// How a stamp of another device compares with the time here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Heard {
    Near,
    /// More than a day ahead: the clock of one of the two devices is wrong. All later stamps here are as far ahead.
    FarAhead,
}

const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

impl Clock {
    pub fn new(device: u32) -> Self {
        Self { last: Stamp { ms: 0, count: 0, device } }
    }

    /// A stamp after all that were given or heard.
    pub fn tick(&mut self, now_ms: u64) -> Stamp {
        let Stamp { ms, count, device } = self.last;
        self.last = match (now_ms > ms, count.checked_add(1)) {
            (true, _) => Stamp { ms: now_ms, count: 0, device },
            (false, Some(count)) => Stamp { ms, count, device },
            (false, None) => Stamp { ms: ms.saturating_add(1), count: 0, device },
        };
        self.last
    }

    /// Every stamp is heard, even one far ahead: otherwise what answers it would stand before it.
    pub fn hear(&mut self, stamp: Stamp, now_ms: u64) -> Heard {
        if (stamp.ms, stamp.count) > (self.last.ms, self.last.count) {
            self.last = Stamp { device: self.last.device, ..stamp };
        }
        match stamp.ms > now_ms.saturating_add(DAY_MS) {
            true => Heard::FarAhead,
            false => Heard::Near,
        }
    }
}

/// What a device knew of a record: the last stamp of every device that had said something about it. It is exact as long
/// as the entries of a device come in their order and no two devices bear one number; otherwise it says too much.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Seen(Vec<Stamp>);

impl Seen {
    pub fn of(stamps: impl IntoIterator<Item = Stamp>) -> Self {
        let mut all: Vec<Stamp> = stamps.into_iter().collect();
        all.sort_by_key(|stamp| (stamp.device, *stamp));
        let last = all.chunk_by(|one, other| one.device == other.device).filter_map(|of_device| of_device.last());
        Self(last.copied().collect())
    }

    /// One of each device, by its number.
    pub fn stamps(&self) -> &[Stamp] {
        &self.0
    }

    pub fn covers(&self, stamp: Stamp) -> bool {
        self.0.iter().any(|last| last.device == stamp.device && stamp <= *last)
    }
}
