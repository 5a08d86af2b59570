//! Sorting by a whole number, compiled once: the library's sort is compiled anew for every type and every key, some kilobytes each, which
//! came to a tenth of the engine. Where the key is no whole number the library's stands.

/// The items by ascending key; of the same key, in the order they had.
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
    // Most lists come in order.
    let Some(places) = places(keys) else { return };
    for at in 0..items.len() {
        // What belongs here may have been exchanged for what stood in an earlier place.
        let mut from = places[at];
        while from < at {
            from = places[from];
        }
        items.swap(at, from);
    }
}

/// A length or a share as a whole number, finer than any difference that is seen.
pub fn fine(length: f64) -> i64 {
    (length * f64::from(1 << 20)) as i64
}

/// By a word, ascending; of the same word, in the order they had.
pub fn by_word<T>(items: &mut [T], word: impl Fn(&T) -> &str) {
    let mut words: Vec<&str> = items.iter().map(&word).collect();
    words.sort_unstable();
    let places: Vec<i64> = items.iter().map(|item| words.partition_point(|one| *one < word(item)) as i64).collect();
    arrange(items, &places);
}

/// A share or a distance, which is never below nought, as a whole number of the same order.
pub fn exact(share: f64) -> i64 {
    share.to_bits() as i64
}

/// From where each comes; `None` where all are in their places.
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
