//! The demo's rows are the same in a browser as everywhere.

use benyuan::{
    demo::{Plants, generate},
    model::tables::Tables,
    protocol::encode,
};
use wasm_bindgen_test::wasm_bindgen_test as test;
use xxhash_rust::xxh3::xxh3_64;

#[test]
fn the_same_rows_as_natively() {
    let Tables { leads, visits, sales, services, policies, answers, cards, drives } = generate(Plants::default());
    assert!(drives.is_empty());
    let bytes = encode(&(leads, visits, sales, services, policies, answers, cards));
    assert_eq!(format!("{:016x}", xxh3_64(&bytes)), include_str!("../golden/demo.txt").trim());
}
