//! The demo's rows are the same in a browser as everywhere.

use benyuan::demo::{FILES, Plants, generate};
use wasm_bindgen_test::wasm_bindgen_test as test;
use xxhash_rust::xxh3::xxh3_64;

#[test]
fn the_same_rows_as_natively() {
    let tables = generate(Plants::default());
    let mut bytes = Vec::new();
    for file in &FILES {
        tables.table(file.kind).pages().iter().for_each(|page| page.write(&mut bytes));
    }
    assert_eq!(format!("{:016x}", xxh3_64(&bytes)), include_str!("../golden/demo.txt").trim());
}
