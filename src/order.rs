//! Sorting by a whole number, compiled once: the library's sort is compiled anew for every type, some kilobytes each, and the
//! page program has little room. Not for long lists: those are sorted in the engine.

/// The items by ascending key; of the same key, in the order they had.
pub fn ordered<T>(items: Vec<T>, key: impl Fn(&T) -> i64) -> Vec<T> {
    let places = places(items.iter().map(key).collect());
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    places.into_iter().filter_map(|place| items[place].take()).collect()
}

fn places(keys: Vec<i64>) -> Vec<usize> {
    let mut keys: Vec<(i64, usize)> = keys.into_iter().enumerate().map(|(place, key)| (key, place)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn equals_keep_their_order() {
        assert_eq!(super::ordered(vec!["b1", "a", "b2"], |word| i64::from(word.as_bytes()[0])), ["a", "b1", "b2"]);
    }
}
