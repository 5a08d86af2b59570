//! The size gate: what a first visit downloads, compressed as a static host would.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, ensure};
use flate2::{Compression, write::GzEncoder};

use crate::build_id::files;
use crate::functions;

/// The page must paint even on a dealership's network; the engine loads beside it. Measured sizes with room to grow,
/// for programs whose functions are reordered.
const PAGE_LIMIT_KB: usize = 300;
/// With what people write (entries, undo, history) the engine grew from 860 to 940 KB: the ledger, and two more
/// kinds of row in everything that is done for each kind.
const ENGINE_LIMIT_KB: usize = 980;

/// Backups, with encryption and spreadsheets. Loaded when they are asked for.
const KEEPER_LIMIT_KB: usize = 820;

/// Functions of libraries that are large because others are inlined: the zip library's change from one way of compressing
/// to another, for our writer and for the one of spreadsheets, has its slowest compressor in it, which nothing here asks
/// for, so none of those loops ever runs; and the spreadsheets' list of parts, which has no long loop.
const LARGE_OF_LIBRARIES: usize = 3;

#[derive(Clone, Copy, PartialEq)]
enum Program {
    Page,
    Engine,
    Keeper,
}

/// Prints a table of `dist` and fails if one of the programs is over its limit.
pub fn check(dist: &Path) -> Result<()> {
    let (mut page, mut engine, mut keeper) = (0, 0, 0);
    println!("{:<36} {:>10} {:>10}", "file", "bytes", "gzip");
    for file in files(dist)? {
        let name = file.strip_prefix(dist).unwrap_or(&file).to_string_lossy().into_owned();
        let Some(program) = program_of(&name) else { continue };
        let bytes = fs::read(&file)?;
        let packed = gzip_len(&bytes)?;
        println!("{name:<36} {:>10} {packed:>10}", bytes.len());
        if name.ends_with(".wasm") {
            functions::check(&name, &bytes, if program == Program::Keeper { LARGE_OF_LIBRARIES } else { 0 })?;
        }
        *(match program {
            Program::Page => &mut page,
            Program::Engine => &mut engine,
            Program::Keeper => &mut keeper,
        }) += packed;
    }
    let fits = [
        report("page", page, PAGE_LIMIT_KB),
        report("engine", engine, ENGINE_LIMIT_KB),
        report("keeper", keeper, KEEPER_LIMIT_KB),
    ];
    ensure!(
        fits.iter().all(|fits| *fits),
        "a program is over its limit; `PAGE_LIMIT_KB` and what it is for: xtask/src/size.rs"
    );
    Ok(())
}

fn report(program: &str, bytes: usize, limit_kb: usize) -> bool {
    let fits = bytes <= limit_kb * 1000;
    println!(
        "{program:<7} {:>7.1} KB gzip of {limit_kb} KB {}",
        bytes as f64 / 1000.0,
        if fits { "✓" } else { "✗ too big" }
    );
    fits
}

/// Example files and icons belong to no program.
fn program_of(name: &str) -> Option<Program> {
    let code = [".html", ".css", ".js", ".wasm"].iter().any(|ending| name.ends_with(ending));
    let program = match name {
        "engine.js" | "engine_bg.wasm" => Program::Engine,
        "keeper.js" | "keeper_bg.wasm" | "backup.js" | "watch.js" => Program::Keeper,
        _ => Program::Page,
    };
    code.then_some(program)
}

pub fn gzip_len(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}
