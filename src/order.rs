//! Sorting by a whole number, compiled once. The library's sort is compiled again for every type and every key, at some
//! kilobytes each: a tenth of the engine. Keys that are not whole numbers still use the library's sort.

/// The items by ascending key; equal keys keep their order.
pub fn ordered<T>(mut items: Vec<T>, key: impl Fn(&T) -> i64) -> Vec<T> {
    order(&mut items, key);
    items
}

/// The same, in place.
pub fn order<T>(items: &mut [T], key: impl Fn(&T) -> i64) {
    let keys: Vec<i64> = items.iter().map(key).collect();
    arrange(items, &keys);
}

fn arrange<T>(items: &mut [T], keys: &[i64]) {
    // Most lists are already in order.
    let Some(places) = places(keys) else { return };
    for at in 0..items.len() {
        // An earlier swap may have moved the item that belongs here; follow the swaps to where it is now.
        let mut from = places[at];
        while from < at {
            from = places[from];
        }
        items.swap(at, from);
    }
}

/// A length or a share as a whole number, finer than any visible difference.
pub fn fine(length: f64) -> i64 {
    (length * f64::from(1 << 20)) as i64
}

/// By a word, ascending; equal words keep their order.
pub fn by_word<T>(items: &mut [T], word: impl Fn(&T) -> &str) {
    let mut words: Vec<&str> = items.iter().map(&word).collect();
    words.sort_unstable();
    let places: Vec<i64> = items.iter().map(|item| words.partition_point(|one| *one < word(item)) as i64).collect();
    arrange(items, &places);
}

/// A share or a distance (never negative) as a whole number that sorts the same way: its bits.
pub fn exact(share: f64) -> i64 {
    share.to_bits() as i64
}

/// The old place of each item in the new order; `None` if every item is in its place already.
fn places(keys: &[i64]) -> Option<Vec<usize>> {
    if keys.is_sorted() {
        return None;
    }
    let mut placed: Vec<(i64, usize)> = keys.iter().enumerate().map(|(place, key)| (*key, place)).collect();
    placed.sort_unstable();
    Some(placed.into_iter().map(|(_, place)| place).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equals_keep_their_order() {
        assert_eq!(ordered(vec!["b1", "a", "b2"], |word| i64::from(word.as_bytes()[0])), ["a", "b1", "b2"]);
        assert_eq!(ordered(Vec::<u8>::new(), |one| i64::from(*one)), Vec::<u8>::new());
    }

    proptest! {
        #[test]
        fn as_the_library_sorts(items in proptest::collection::vec((0_i64..20, 0_u32..), 0..60)) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(ordered(items, |(key, _)| *key), expected);
        }

        #[test]
        fn words_and_shares_as_the_library_sorts(items in proptest::collection::vec(("[ab一二]{0,2}", 0.0_f64..1.0), 0..60)) {
            let (mut by_word, mut expected) = (items.clone(), items.clone());
            super::by_word(&mut by_word, |(word, _)| word);
            expected.sort_by(|a, b| a.0.cmp(&b.0));
            prop_assert_eq!(by_word, expected);
            let mut expected = items.clone();
            expected.sort_by(|a, b| a.1.total_cmp(&b.1));
            prop_assert_eq!(ordered(items, |(_, share)| exact(*share)), expected);
        }
    }
}
