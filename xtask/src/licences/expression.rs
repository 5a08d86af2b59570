//! Licence expressions as crates give them (SPDX, and the older slash), and whether the allowed licences satisfy one.

use anyhow::{Result, bail, ensure};

/// Whether alternatives of `OR` can be chosen so that only allowed licences remain.
///
/// `AND` binds closer than `OR`, as in SPDX; a slash is cargo's former `OR`. A licence with an exception is a licence
/// of its own, `Apache-2.0 WITH LLVM-exception`.
pub fn permits(expression: &str, allowed: &[&str]) -> Result<bool> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words = spaced.split_whitespace().collect::<Vec<_>>();
    let mut reading = Reading { words: &words, allowed };
    let permitted = reading.either()?;
    ensure!(reading.words.is_empty(), "`{expression}` goes on where it should end, at `{}`", reading.words.join(" "));
    Ok(permitted)
}

struct Reading<'a> {
    words: &'a [&'a str],
    allowed: &'a [&'a str],
}

impl Reading<'_> {
    /// Both sides are parsed, whatever the first one's result: the rest must be valid too.
    fn either(&mut self) -> Result<bool> {
        let mut permitted = self.all()?;
        while self.took("OR") {
            permitted |= self.all()?;
        }
        Ok(permitted)
    }

    fn all(&mut self) -> Result<bool> {
        let mut permitted = self.one()?;
        while self.took("AND") {
            permitted &= self.one()?;
        }
        Ok(permitted)
    }

    fn one(&mut self) -> Result<bool> {
        if self.took("(") {
            let permitted = self.either()?;
            ensure!(self.took(")"), "a parenthesis is not closed");
            return Ok(permitted);
        }
        let name = self.name()?;
        let licence = if self.took("WITH") { format!("{name} WITH {}", self.name()?) } else { name };
        Ok(self.allowed.contains(&licence.as_str()))
    }

    fn name(&mut self) -> Result<String> {
        match self.words.split_first() {
            Some((word, rest)) if !["OR", "AND", "WITH", "(", ")"].contains(word) => {
                self.words = rest;
                Ok((*word).to_owned())
            }
            Some((word, _)) => bail!("`{word}` stands where a licence should"),
            None => bail!("it ends where a licence should stand"),
        }
    }

    fn took(&mut self, word: &str) -> bool {
        let rest = self.words.split_first().filter(|(first, _)| **first == word).map(|(_, rest)| rest);
        self.words = rest.unwrap_or(self.words);
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLOWED: [&str; 4] = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"];

    #[track_caller]
    fn check(expression: &str, permitted: bool) {
        assert_eq!(permits(expression, &ALLOWED).unwrap(), permitted, "{expression}");
    }

    #[test]
    fn one_of_several_is_enough_and_all_of_several_are_needed() {
        check("MIT", true);
        check("GPL-3.0-only", false);
        check("GPL-3.0-only OR MIT", true);
        check("MIT OR GPL-3.0-only", true);
        check("MIT AND GPL-3.0-only", false);
        check("MIT AND Unicode-3.0", true);
    }

    #[test]
    fn and_binds_closer_than_or() {
        check("MIT OR GPL-2.0-only AND GPL-3.0-only", true);
        check("GPL-2.0-only AND MIT OR MIT", true);
        check("GPL-2.0-only AND (MIT OR Apache-2.0)", false);
        check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
        check("((GPL-2.0-only OR MIT) AND (Apache-2.0))", true);
    }

    #[test]
    fn the_old_slash_is_an_or() {
        check("MIT/Apache-2.0", true);
        check("GPL-2.0-only / MIT", true);
        check("GPL-2.0-only/LGPL-3.0-only", false);
    }

    #[test]
    fn an_exception_makes_another_licence() {
        check("Apache-2.0 WITH LLVM-exception", true);
        check("MIT WITH LLVM-exception", false);
        check("GPL-2.0-only WITH Classpath-exception-2.0 OR Apache-2.0 WITH LLVM-exception", true);
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for wrong in ["", "MIT OR", "AND MIT", "(MIT", "MIT)", "MIT Apache-2.0", "MIT WITH", "()"] {
            assert!(permits(wrong, &ALLOWED).is_err(), "{wrong}");
        }
    }
}
