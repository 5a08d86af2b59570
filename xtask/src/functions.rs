//! The largest functions of a WebAssembly program, and the limit on them.
//!
//! JavaScriptCore's change to better code in the middle of a loop goes wrong in large functions. In one of 115 KB a reader trapped
//! in a quarter of its runs; with functions of 54 KB a worker trapped once in some ten runs of all tests. Inlining makes such
//! functions, nobody writes them: keep the parts apart (`#[inline(never)]`, a boxed future).

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

const LIMIT_BYTES: usize = 40_000;
/// So many are named.
const SHOWN: usize = 3;
const CODE_SECTION: u8 = 10;
/// Magic number and version.
const HEAD: usize = 8;

/// Prints the largest functions and fails where one is over the limit.
pub fn check(name: &str, program: &[u8]) -> Result<()> {
    let mut sizes = body_sizes(program).with_context(|| format!("{name} is no WebAssembly program"))?;
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let largest: Vec<String> = sizes.iter().take(SHOWN).map(|bytes| format!("{:.1}", *bytes as f64 / 1000.0)).collect();
    println!("  {} functions, the largest of {} KB", sizes.len(), largest.join(", "));
    let largest = sizes.first().copied().unwrap_or(0);
    ensure!(
        largest <= LIMIT_BYTES,
        "{name} has a function of {largest} bytes; the limit is {LIMIT_BYTES}, and why: xtask/src/functions.rs"
    );
    Ok(())
}

pub struct Function {
    /// As the compiler mangled it.
    pub name: String,
    pub bytes: usize,
}

/// Every function with its name; `None` where this is no program with names.
pub fn named(program: &[u8]) -> Option<Vec<Function>> {
    let names = names(sections(program)?.into_iter().find_map(|(id, section)| custom(id, section, "name"))?)?;
    let sizes = body_sizes(program)?;
    // What is imported is numbered first and has no body; the bodies are the last numbers.
    let count = 1 + names.keys().max()?;
    let first = count.checked_sub(sizes.len())?;
    let function = |(at, bytes)| Function { name: names.get(&(first + at)).cloned().unwrap_or_default(), bytes };
    Some(sizes.into_iter().enumerate().map(function).collect())
}

/// The content of a custom section of this name.
fn custom<'a>(id: u8, section: &'a [u8], wanted: &str) -> Option<&'a [u8]> {
    let (length, rest) = number(section)?;
    let (name, content) = rest.split_at_checked(length)?;
    (id == 0 && name == wanted.as_bytes()).then_some(content)
}

/// The names of functions by their numbers.
fn names(mut section: &[u8]) -> Option<BTreeMap<usize, String>> {
    const OF_FUNCTIONS: u8 = 1;
    while let Some((id, after)) = section.split_first() {
        let (size, after) = number(after)?;
        let (part, after) = after.split_at_checked(size)?;
        section = after;
        if *id != OF_FUNCTIONS {
            continue;
        }
        let (count, mut rest) = number(part)?;
        let mut names = BTreeMap::new();
        for _ in 0..count {
            let (index, after) = number(rest)?;
            let (length, after) = number(after)?;
            let (name, after) = after.split_at_checked(length)?;
            names.insert(index, String::from_utf8_lossy(name).into_owned());
            rest = after;
        }
        return Some(names);
    }
    None
}

/// The bytes of every function's body, in their order; `None` where this is no such program.
fn body_sizes(program: &[u8]) -> Option<Vec<usize>> {
    let code = sections(program)?.into_iter().find(|(id, _)| *id == CODE_SECTION);
    code.map_or(Some(Vec::new()), |(_, section)| bodies(section))
}

fn sections(program: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let mut rest = program.strip_prefix(b"\0asm")?.get(HEAD - 4..)?;
    let mut sections = Vec::new();
    while let Some((id, after)) = rest.split_first() {
        let (size, after) = number(after)?;
        let (section, after) = after.split_at_checked(size)?;
        sections.push((*id, section));
        rest = after;
    }
    Some(sections)
}

fn bodies(section: &[u8]) -> Option<Vec<usize>> {
    let (count, mut rest) = number(section)?;
    let mut sizes = Vec::new();
    for _ in 0..count {
        let (size, after) = number(rest)?;
        sizes.push(size);
        rest = after.get(size..)?;
    }
    Some(sizes)
}

/// An unsigned LEB128 number and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0_usize;
    for (at, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program with an empty section before its functions.
    fn program(bodies: &[usize]) -> Vec<u8> {
        let leb = |mut value: usize| {
            let mut bytes = Vec::new();
            loop {
                let byte = (value & 0x7f) as u8;
                value >>= 7;
                if value == 0 {
                    bytes.push(byte);
                    return bytes;
                }
                bytes.push(byte | 0x80);
            }
        };
        let mut section = leb(bodies.len());
        for size in bodies {
            section.extend(leb(*size));
            section.extend(vec![0; *size]);
        }
        let mut program = b"\0asm\x01\0\0\0\x01\x01\0".to_vec();
        program.push(CODE_SECTION);
        program.extend(leb(section.len()));
        program.extend(section);
        program
    }

    #[test]
    fn every_body_is_measured() {
        assert_eq!(body_sizes(&program(&[3, 200, 70_000])), Some(vec![3, 200, 70_000]));
        assert_eq!(body_sizes(&program(&[])), Some(vec![]));
        assert_eq!(body_sizes(b"no program"), None);
        assert_eq!(body_sizes(&program(&[9])[..20]), None, "cut off");
    }

    #[test]
    fn one_that_is_too_large_fails() {
        assert!(check("small.wasm", &program(&[LIMIT_BYTES])).is_ok());
        assert!(check("large.wasm", &program(&[1, LIMIT_BYTES + 1])).is_err());
    }
}
