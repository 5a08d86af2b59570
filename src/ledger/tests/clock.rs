//! The clock goes on, whatever the wall clock does and whatever is heard.

use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn ticks_strictly_increase(steps in prop::collection::vec((any::<bool>(), 0u64..40, 0u16.., 0u32..3), 1..200)) {
        let mut clock = Clock::new(1);
        let mut last = clock.last;
        for (hears, ms, count, device) in steps {
            if hears {
                let heard = Stamp { ms, count, device };
                clock.hear(heard, 0);
                last = last.max(heard);
            } else {
                let tick = clock.tick(ms);
                prop_assert!(tick > last && tick.device == 1);
                last = tick;
            }
        }
    }
}

#[test]
fn a_wall_clock_that_goes_back_is_not_followed() {
    let mut clock = Clock::new(3);
    assert_eq!(clock.tick(100), Stamp { ms: 100, count: 0, device: 3 });
    assert_eq!(clock.tick(50), Stamp { ms: 100, count: 1, device: 3 });
    assert_eq!(clock.tick(101), Stamp { ms: 101, count: 0, device: 3 });
}

#[test]
fn a_full_count_moves_the_milliseconds_on() {
    let mut clock = Clock { last: Stamp { ms: 100, count: u16::MAX, device: 3 } };
    assert_eq!(clock.tick(100), Stamp { ms: 101, count: 0, device: 3 });
}

#[test]
fn a_stamp_far_ahead_is_heard_and_told() {
    let day_ms = 86_400_000;
    let mut clock = Clock::new(3);
    assert_eq!(clock.hear(at(day_ms, 9), 0), Heard::Near);
    assert_eq!(clock.hear(at(day_ms + 1, 9), 0), Heard::FarAhead);
    assert_eq!(clock.tick(5), Stamp { ms: day_ms + 1, count: 1, device: 3 });
}

#[test]
fn what_was_seen_is_the_last_of_each_device() {
    let seen = Seen::of([at(5, 1), at(3, 2), at(9, 1), at(1, 2)]);
    assert_eq!(seen.stamps(), [at(9, 1), at(3, 2)]);
    assert!(seen.covers(at(9, 1)) && seen.covers(at(2, 2)));
    assert!(!seen.covers(at(10, 1)) && !seen.covers(at(4, 2)) && !seen.covers(at(1, 3)));
}
