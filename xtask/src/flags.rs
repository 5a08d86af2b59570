//! Command-line arguments, taken one by one; an argument left at the end is an error.

use anyhow::{Context, Result, ensure};

pub struct Flags(Vec<String>);

impl Flags {
    pub fn from_env() -> Self {
        Self(std::env::args().skip(1).collect())
    }

    /// The next argument, whatever it is.
    pub fn word(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    /// Whether `name` was given.
    pub fn switch(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|argument| argument != name);
        self.0.len() < before
    }

    /// The value after `name`, or after `name=`, if it was given.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let with_equals = format!("{name}=");
        let Some(at) = self.0.iter().position(|argument| argument == name || argument.starts_with(&with_equals)) else {
            return Ok(None);
        };
        let argument = self.0.remove(at);
        if let Some(value) = argument.strip_prefix(&with_equals) {
            return Ok(Some(value.to_owned()));
        }
        ensure!(at < self.0.len(), "`{name}` needs a value after it");
        Ok(Some(self.0.remove(at)))
    }

    /// Every value of a flag that may be repeated.
    pub fn values(&mut self, name: &str) -> Result<Vec<String>> {
        std::iter::from_fn(|| self.value(name).transpose()).collect()
    }

    /// The arguments not taken yet.
    pub fn rest(self) -> Vec<String> {
        self.0
    }

    pub fn finish(self) -> Result<()> {
        let unknown = self.0.first();
        unknown.map_or(Ok(()), |argument| {
            Err(anyhow::anyhow!("unknown argument `{argument}`")).context("see `cargo xtask help`")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(text: &str) -> Flags {
        Flags(text.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn values_are_taken_in_both_spellings() {
        let mut flags = flags("--only fmt --port=90 --only e2e");
        assert_eq!(flags.values("--only").unwrap(), ["fmt", "e2e"]);
        assert_eq!(flags.value("--port").unwrap().as_deref(), Some("90"));
        assert!(flags.finish().is_ok());
    }

    #[test]
    fn a_missing_value_and_a_left_over_are_errors() {
        assert!(flags("--port").value("--port").is_err());
        assert!(flags("--colour").finish().is_err());
    }
}
