//! The tools and their versions.

use super::{Pace, Source, Tool};

/// For builds.
pub const BUILD: [&Tool; 4] = [&TRUNK, &WASM_BINDGEN, &BINARYEN, &ESBUILD];
/// For some tests only.
pub const TEST: [&Tool; 2] = [&GECKODRIVER, &AXE];

pub const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    folder: "bin",
    program: "trunk",
    source: Source::Cargo(&["--locked", "--no-default-features", "--features", "rustls"], Pace::Waits),
};

/// Must equal the version of `wasm-bindgen` in `Cargo.lock`; a test below checks it. Not `--locked`: its own lock file
/// names crates that not every registry mirror serves.
pub const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen-cli",
    version: "0.2.130",
    folder: "bin",
    program: "wasm-bindgen",
    source: Source::Cargo(&[], Pace::Works),
};

/// Provides `wasm-opt`. `Trunk.toml` names the same version.
pub const BINARYEN: Tool = Tool {
    name: "binaryen",
    version: "132.0.0",
    folder: "node_modules/.bin",
    program: "wasm-opt",
    source: Source::Npm,
};

/// Strips comments and spaces from scripts and styles.
pub const ESBUILD: Tool =
    Tool { name: "esbuild", version: "0.25.12", folder: "node_modules/.bin", program: "esbuild", source: Source::Npm };

/// Drives Firefox.
pub const GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    version: "0.37.1",
    folder: "bin",
    program: "geckodriver",
    source: Source::Cargo(&["--locked"], Pace::Waits),
};

/// The accessibility checks. A tool of the tests (MPL-2.0); no part of it is in the product.
pub const AXE: Tool = Tool {
    name: "axe-core",
    version: "4.14.1",
    folder: "node_modules/axe-core",
    program: "axe.min.js",
    source: Source::Library,
};

/// The opponents of `bench`; no part of them is in the product.
pub const OPPONENTS: [&Tool; 6] = [
    &library("dexie", "4.4.7", "node_modules/dexie/dist", "dexie.min.js"),
    &library("dexie-export-import", "4.4.0", "node_modules/dexie-export-import/dist", "dexie-export-import.js"),
    &library("papaparse", "5.7.1", "node_modules/papaparse", "papaparse.min.js"),
    &library("xlsx", "0.18.5", "node_modules/xlsx/dist", "xlsx.full.min.js"),
    &sqlite("index.mjs"),
    &sqlite("sqlite3.wasm"),
];

/// Its program and its library are two files.
const fn sqlite(program: &'static str) -> Tool {
    let folder = "node_modules/@sqlite.org/sqlite-wasm/dist";
    library("@sqlite.org/sqlite-wasm", "3.54.1-build1", folder, program)
}

const fn library(name: &'static str, version: &'static str, folder: &'static str, program: &'static str) -> Tool {
    Tool { name, version, folder, program, source: Source::Library }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::project;

    #[test]
    fn the_pinned_wasm_bindgen_is_the_locked_one() {
        let lock = fs::read_to_string(project::root().join("Cargo.lock")).unwrap();
        let entry = format!("name = \"wasm-bindgen\"\nversion = \"{}\"\n", WASM_BINDGEN.version);
        assert!(lock.replace("\r\n", "\n").contains(&entry), "update WASM_BINDGEN in xtask/src/tools/pinned.rs");
    }

    #[test]
    fn trunk_is_told_the_version_of_wasm_opt() {
        let config = fs::read_to_string(project::root().join("Trunk.toml")).unwrap();
        let version = format!("wasm_opt = \"version_{}\"", BINARYEN.version.trim_end_matches(".0.0"));
        assert!(config.contains(&version), "update [tools] in Trunk.toml");
    }
}
