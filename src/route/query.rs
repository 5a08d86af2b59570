//! `?key=value&…`, percent-encoded UTF-8. Not a general parser of addresses.

use std::fmt::{self, Write};

/// Keys with their values, in order; for a repeated key the first counts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct QueryString(Vec<(String, String)>);

impl QueryString {
    pub fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter(|part| !part.is_empty());
        Self(
            pairs
                .map(|part| {
                    let (key, value) = part.split_once('=').unwrap_or((part, ""));
                    (decode(key), decode(value))
                })
                .collect(),
        )
    }

    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    pub fn push_some(&mut self, key: &str, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.push(key, value);
        }
    }

    pub fn push(&mut self, key: &str, value: impl Into<String>) {
        self.0.push((key.to_owned(), value.into()));
    }
}

impl fmt::Display for QueryString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (key, value)) in self.0.iter().enumerate() {
            f.write_char(if index == 0 { '?' } else { '&' })?;
            encode(key, f)?;
            f.write_char('=')?;
            encode(value, f)?;
        }
        Ok(())
    }
}

fn encode(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => f.write_char(byte as char)?,
            _ => write!(f, "%{byte:02X}")?,
        }
    }
    Ok(())
}

/// Broken escapes stay as they are; bytes that are not UTF-8 become the replacement character.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        match (first, after.get(..2).and_then(hex)) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(if first == b'+' { b' ' } else { first });
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok()?;
    let all_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    all_hex.then(|| u8::from_str_radix(text, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut query = QueryString::default();
        query.push("a", "转介绍 & 1+1=2%");
        query.push("b", "");
        assert_eq!(QueryString::parse(&query.to_string()[1..]), query);
    }

    #[test]
    fn broken_escapes_do_not_break() {
        assert_eq!(QueryString::parse("a=%&b=%4&c=%zz&d=%FF").get("c"), Some("%zz"));
        assert_eq!(QueryString::parse("a=%E4%BD").get("a"), Some("\u{fffd}"));
    }
}
