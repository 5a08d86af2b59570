//! The figures of the sample dealership that were computed independently of this project, and which of them were
//! compared.

use crate::support::exports;
use serde_json::Value;
use std::collections::BTreeSet;

/// Figures that include an event after their own date: a lead of 31 October was first contacted on 1 November at 09:07
/// (the reporting date there is 31 October, inclusive). As of 31 October it had no contact yet, so this program counts
/// one fewer.
const AFTER_THE_DATE: [&str; 4] = [
    "funnel_last_6_months/reached/first_response",
    "funnel_last_6_months/recorded/first_response",
    "funnel_last_12_months/reached/first_response",
    "funnel_last_12_months/recorded/first_response",
];

pub fn read(name: &str) -> Value {
    let path = exports().expect("checked before").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub struct Figures {
    expected: Value,
    /// Names as passed to [`Figures::check`].
    reached: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Figures {
    pub fn read() -> Self {
        Self { expected: read("expected.json"), reached: BTreeSet::new(), wrong: Vec::new() }
    }

    /// The expected value under a name. A name is a path; a slash descends into an object.
    pub fn wanted(&self, name: &str) -> Value {
        let mut parts = name.split('/');
        let top = &self.expected[parts.next().unwrap()]["value"];
        let wanted = parts.fold(top, |value, part| &value[part]);
        match AFTER_THE_DATE.contains(&name) {
            true => (wanted.as_u64().unwrap() - 1).into(),
            false => wanted.clone(),
        }
    }

    pub fn check(&mut self, name: &str, found: Value) {
        let wanted = self.wanted(name);
        self.reach(name, (wanted != found).then(|| format!("expected {wanted}, found {found}")));
    }

    /// Marks a figure that is compared elsewhere.
    pub fn reach(&mut self, name: &str, wrong: Option<String>) {
        self.wrong.extend(wrong.map(|wrong| format!("{name}: {wrong}")));
        self.reached.insert(name.to_owned());
    }

    /// The figures that differ, in words.
    pub fn wrong(self) -> Vec<String> {
        self.wrong
    }

    /// The figures that nothing was compared with.
    pub fn unreached(&self) -> Vec<String> {
        let all = self.expected.as_object().unwrap();
        all.iter().flat_map(|(name, figure)| self.unreached_in(name.clone(), &figure["value"])).collect()
    }

    fn unreached_in(&self, name: String, value: &Value) -> Vec<String> {
        match value {
            _ if self.reached.contains(&name) => Vec::new(),
            Value::Object(parts) => {
                parts.iter().flat_map(|(part, value)| self.unreached_in(format!("{name}/{part}"), value)).collect()
            }
            _ => vec![name],
        }
    }
}
