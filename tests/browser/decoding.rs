//! The browser's encodings against the library's, which decodes in tests without a browser.

use super::charset::decode;
use benyuan::exchange::read::{Unwatched, Watch};
use wasm_bindgen_test::wasm_bindgen_test as test;

fn by_library(label: &str, bytes: &[u8]) -> String {
    Unwatched.decode(label, bytes)
}

/// Characters outside the private use area, one per line, as both decode them.
fn differing(sequences: impl Iterator<Item = Vec<u8>>) -> Vec<String> {
    let text: Vec<u8> = sequences
        .flat_map(|mut bytes| {
            bytes.push(b'\n');
            bytes
        })
        .collect();
    let (browser, library) = (decode("gb18030", &text), by_library("gb18030", &text));
    let is_private = |line: &str| line.chars().any(|letter| ('\u{e000}'..='\u{f8ff}').contains(&letter));
    // Editions of the standard moved some from the private use area to where they are now.
    let pairs = browser.lines().zip(library.lines());
    let pairs = pairs.filter(|(browser, library)| browser != library && !is_private(browser) && !is_private(library));
    assert_eq!(browser.lines().count(), library.lines().count());
    pairs.map(|(browser, library)| format!("{browser} {library}")).collect()
}

#[test]
fn every_character_of_two_bytes_is_the_librarys() {
    let leads = 0x81..=0xFE_u8;
    let trails = || (0x40..=0xFE_u8).filter(|trail| *trail != 0x7F);
    let pairs = leads.flat_map(|lead| trails().map(move |trail| vec![lead, trail]));
    assert_eq!(differing(pairs), Vec::<String>::new());
}

#[test]
fn characters_of_four_bytes_are_the_librarys() {
    let digits = || 0x30..=0x39_u8;
    let of = |first: u8| {
        digits().flat_map(move |second| {
            (0x81..=0xFE_u8).flat_map(move |third| digits().map(move |fourth| vec![first, second, third, fourth]))
        })
    };
    let found = differing([0x81, 0x82, 0x83, 0x84, 0x90, 0x95, 0x9A].into_iter().flat_map(of));
    assert_eq!(found, Vec::<String>::new());
}

/// A character that is cut short breaks only itself, whatever follows it.
#[test]
fn broken_characters_are_the_librarys() {
    for bytes in [
        &b"\xB6\xB6\xD2,\xB9\xD9"[..],
        b"\xD2\n\xB9\xD9\xCD\xF8",
        b"a\xFF\n",
        b"\x81\x30\n1",
        b"\x81\x30\x81,",
        b"\xD2",
    ] {
        assert_eq!(decode("gb18030", bytes), by_library("gb18030", bytes), "{bytes:x?}");
    }
}

#[test]
fn other_code_pages_are_the_librarys() {
    for (label, bytes) in [
        ("big5", &b"\xAB\xC8\xA4\xE1"[..]),
        ("shift_jis", b"\x8C\xDA\x8B\x71"),
        ("euc-kr", b"\xB0\xED\xB0\xB4"),
        ("windows-1252", b"M\xFCller \x80"),
        ("windows-1251", b"\xCA\xEB\xE8\xE5\xED\xF2"),
        ("windows-874", b"\xC5\xD9\xA1\xA4\xE9\xD2"),
        ("utf-8", "客户".as_bytes()),
    ] {
        let text = decode(label, bytes);
        assert!(!text.contains('\u{fffd}') && text == by_library(label, bytes), "{label}: {text}");
    }
}
