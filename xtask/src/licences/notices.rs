//! `third-party.txt` of the upload folder: every crate in the programs, its licence, and the licence's text from the
//! crate's source. A text shared by several crates is printed once.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::expression::permits;
use super::graph::Package;

const HEAD: &str = "\u{feff}第三方组件许可 · Third-party notices\n\n\
    本源的程序里含有下列开源组件。每个组件后面是它的许可证；括号里的号码指向文末的许可证原文。\n\
    The programs of Benyuan hold the components below, each with its licence; the numbers stand for the texts that follow.\n\n";

/// Names of the files that hold a crate's licence.
const NAMES: [&str; 6] = ["license", "licence", "copying", "notice", "unlicense", "copyright"];
/// Endings of files that are code rather than text.
const CODE: [&str; 4] = ["rs", "toml", "json", "html"];

/// Compiled into every program, although it is not in the lock file.
fn standard_library() -> Package {
    Package {
        name: "Rust standard library".to_owned(),
        version: String::new(),
        licence: Some("MIT OR Apache-2.0".to_owned()),
        licence_file: None,
        authors: vec!["The Rust Project Contributors".to_owned()],
        repository: Some("https://github.com/rust-lang/rust".to_owned()),
        folder: PathBuf::new(),
        is_ours: false,
        is_macro: false,
    }
}

pub fn of(shipped: &BTreeSet<&Package>) -> Result<String> {
    let standard = standard_library();
    let mut texts = Texts::default();
    let mut notices = HEAD.to_owned();
    for package in shipped.iter().copied().chain([&standard]) {
        let numbers = texts_of(package)?.into_iter().map(|text| texts.number(text).to_string()).collect::<Vec<_>>();
        let parts = [Some(&package.version), package.licence.as_ref(), package.repository.as_ref()];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>();
        notices += &format!("{} {} ({})\n", package.name, parts.join(" · "), numbers.join(", "));
    }
    for (number, text) in (1..).zip(&texts.0) {
        notices += &format!("\n{}\n({number})\n\n{}\n", "─".repeat(72), text.trim_matches(['\n', '\r']).trim_end());
    }
    Ok(notices)
}

/// Each different text, in the order of its first crate.
#[derive(Default)]
struct Texts(Vec<String>);

impl Texts {
    /// Numbers start at 1. Texts that differ only in their line breaks are the same.
    fn number(&mut self, text: String) -> usize {
        let same = |one: &String| one.split_whitespace().eq(text.split_whitespace());
        let place = self.0.iter().position(same).unwrap_or_else(|| {
            self.0.push(text);
            self.0.len() - 1
        });
        place + 1
    }
}

fn texts_of(package: &Package) -> Result<Vec<String>> {
    let files = files_of(package)?;
    if files.is_empty() {
        return Ok(vec![standard_text(package)?]);
    }
    let read = |file: &PathBuf| {
        let bytes = fs::read(file).with_context(|| format!("cannot read a licence of {}", package.name))?;
        Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').replace("\r\n", "\n"))
    };
    files.iter().map(read).collect()
}

/// In the crate's own folder, and in a folder for licences inside it.
fn files_of(package: &Package) -> Result<BTreeSet<PathBuf>> {
    let mut found: BTreeSet<_> = package.licence_file.iter().map(|file| package.folder.join(file)).collect();
    if package.folder.is_dir() {
        for path in entries(&package.folder)?.into_iter().filter(|path| tells_licence(path)) {
            let inside = if path.is_dir() { entries(&path)? } else { vec![path] };
            found.extend(inside.into_iter().filter(|path| path.is_file()));
        }
    }
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

fn tells_licence(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is_code = path.extension().is_some_and(|ending| CODE.iter().any(|code| ending == *code));
    NAMES.iter().any(|start| name.starts_with(start)) && !is_code
}

/// For a crate published without the licence text it requires: the text of MIT, with the authors' names.
fn standard_text(package: &Package) -> Result<String> {
    const OURS: &str = include_str!("../../../LICENSE-MIT");
    let expression = package.licence.as_deref().unwrap_or_default();
    ensure!(permits(expression, &["MIT"])?, "{} ({expression}) has no licence text in its source", package.name);
    let (_, words) = OURS.split_once("Permission is hereby granted").context("LICENSE-MIT is another licence")?;
    // Without mail addresses.
    let names = package.authors.iter().map(|author| author.split('<').next().unwrap_or(author).trim());
    let mut names = names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
    if names.is_empty() {
        names = format!("the authors of {}", package.name);
    }
    Ok(format!("MIT License\n\nCopyright (c) {names}\n\nPermission is hereby granted{words}"))
}

#[cfg(test)]
mod tests {
    use super::super::graph::tests::graph;
    use super::*;

    #[test]
    fn every_crate_is_named_with_its_licence_and_a_text() {
        let graph = graph(&[("ours", "MIT", &["a", "b@2.1.0"]), ("a", "MIT", &[]), ("b@2.1.0", "MIT/Apache-2.0", &[])]);
        let notices = of(&graph.shipped("ours").unwrap()).unwrap();
        // Both lack a text and have the same author: one text for both.
        assert!(
            notices.contains("\na 1.0.0 · MIT (1)\nb 2.1.0 · MIT/Apache-2.0 (1)\nRust standard library "),
            "{notices}"
        );
        assert_eq!(notices.matches("Copyright (c) Somebody\n").count(), 1, "{notices}");
        assert!(notices.contains("Copyright (c) The Rust Project Contributors\n\nPermission"), "{notices}");
        assert!(!notices.contains("ours") && !notices.contains("/nowhere") && !notices.contains('@'), "{notices}");
    }

    #[test]
    fn a_crate_without_a_text_whose_licence_has_no_standard_words_is_an_error() {
        let graph = graph(&[("ours", "MIT", &["a"]), ("a", "BSD-3-Clause", &[])]);
        assert!(of(&graph.shipped("ours").unwrap()).is_err());
    }

    #[test]
    fn licence_files_are_told_by_their_names() {
        for name in ["LICENSE", "license-mit", "LICENCE.md", "COPYING", "NOTICE.txt", "UNLICENSE", "Copyright"] {
            assert!(tells_licence(Path::new(name)), "{name}");
        }
        for name in ["README.md", "licenses.rs", "Cargo.toml", "src"] {
            assert!(!tells_licence(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn texts_that_differ_in_their_lines_are_one() {
        let mut texts = Texts::default();
        let numbers = ["one two\n", "one\n  two", "three"].map(|text| texts.number(text.to_owned()));
        assert_eq!(numbers, [1, 1, 2]);
    }
}
