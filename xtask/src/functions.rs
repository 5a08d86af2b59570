//! The largest functions of a WebAssembly program, and the limit on them.
//!
//! JavaScriptCore's switch to optimised code in the middle of a loop goes wrong in large functions. In one of 115 KB a
//! reader trapped in a quarter of its runs; with functions of 54 KB a worker trapped about once in ten runs of all
//! tests. Inlining makes such functions, nobody writes them: keep the parts apart (`#[inline(never)]`, a boxed future).

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use wasmparser::{KnownCustom, Name, Parser, Payload};

const LIMIT_BYTES: usize = 40_000;
/// How many are printed.
const SHOWN: usize = 3;

/// Prints the largest functions; fails if one is over the limit. `above`: so many may be, for a reason that stands where
/// they are counted.
pub fn check(name: &str, program: &[u8], above: usize) -> Result<()> {
    let bodies = bodies(program).with_context(|| format!("{name} is no WebAssembly program"))?;
    let mut sizes: Vec<usize> = bodies.iter().map(|body| body.len()).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let largest: Vec<String> = sizes.iter().take(SHOWN).map(|bytes| format!("{:.1}", *bytes as f64 / 1000.0)).collect();
    println!("  {} functions, the largest of {} KB", sizes.len(), largest.join(", "));
    let largest = sizes.get(above).copied().unwrap_or(0);
    ensure!(
        largest <= LIMIT_BYTES,
        "{name} has a function of {largest} bytes; the limit is {LIMIT_BYTES}, and why: xtask/src/functions.rs"
    );
    Ok(())
}

pub struct Function {
    /// The compiler's mangled name.
    pub name: String,
    pub bytes: usize,
}

/// Every function with a body, and its name.
pub fn named(program: &[u8]) -> Result<Vec<Function>> {
    let names = names(program)?;
    let bodies = bodies(program)?;
    // Imported functions are numbered first and have no body; the bodies have the last numbers.
    let last = names.keys().max().context("the program names no functions")?;
    let first = (1 + *last as usize).checked_sub(bodies.len()).context("the program names only some functions")?;
    let name = |at: usize| u32::try_from(first + at).ok().and_then(|number| names.get(&number)).copied();
    let function =
        |(at, body): (usize, &[u8])| Function { name: name(at).unwrap_or_default().into(), bytes: body.len() };
    Ok(bodies.into_iter().enumerate().map(function).collect())
}

/// The bodies of all functions, in order.
pub fn bodies(program: &[u8]) -> Result<Vec<&[u8]>> {
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(program) {
        if let Payload::CodeSectionEntry(body) = payload? {
            bodies.push(body.as_bytes());
        }
    }
    Ok(bodies)
}

/// Function names by number.
fn names(program: &[u8]) -> Result<BTreeMap<u32, &str>> {
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(program) {
        let Payload::CustomSection(section) = payload? else { continue };
        let KnownCustom::Name(parts) = section.as_known() else { continue };
        for part in parts {
            let Name::Function(map) = part? else { continue };
            for naming in map {
                let naming = naming?;
                names.insert(naming.index, naming.name);
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, FunctionSection, Module, NameMap, NameSection, TypeSection};

    /// A program whose named functions have these sizes.
    fn program(sizes: &[usize]) -> Vec<u8> {
        let (mut types, mut functions, mut code) = (TypeSection::new(), FunctionSection::new(), CodeSection::new());
        types.ty().function([], []);
        let mut names = NameMap::new();
        for (at, size) in (0..).zip(sizes) {
            functions.function(0);
            // No locals, no instructions, and an end.
            let mut body = vec![0x01; *size];
            (body[0], body[size - 1]) = (0x00, 0x0b);
            code.raw(&body);
            names.append(at, &format!("f{at}"));
        }
        let mut section = NameSection::new();
        section.functions(&names);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code).section(&section);
        module.finish()
    }

    #[test]
    fn every_body_is_measured_and_named() {
        let sizes = |program: &[u8]| bodies(program).ok().map(|bodies| bodies.iter().map(|body| body.len()).collect());
        assert_eq!(sizes(&program(&[3, 200, 70_000])), Some(vec![3, 200, 70_000]));
        assert_eq!(sizes(&program(&[])), Some(vec![]));
        assert_eq!(sizes(b"no program"), None);
        assert_eq!(sizes(&program(&[9])[..20]), None, "cut off");
        let named = named(&program(&[3, 200])).unwrap();
        let named: Vec<_> = named.iter().map(|function| (function.name.as_str(), function.bytes)).collect();
        assert_eq!(named, [("f0", 3), ("f1", 200)]);
    }

    #[test]
    fn one_that_is_too_large_fails() {
        assert!(check("small.wasm", &program(&[LIMIT_BYTES]), 0).is_ok());
        assert!(check("large.wasm", &program(&[2, LIMIT_BYTES + 1]), 0).is_err());
        assert!(check("large.wasm", &program(&[2, LIMIT_BYTES + 1]), 1).is_ok());
        assert!(check("large.wasm", &program(&[LIMIT_BYTES + 2, LIMIT_BYTES + 1]), 1).is_err());
    }
}
