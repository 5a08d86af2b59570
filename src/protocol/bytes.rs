//! Bytes within a message, moved as a whole. Serde would treat them as a list of numbers and encode each by itself, and
//! an import moves tens of megabytes. On the wire both look the same.

use serde::{Deserializer, Serializer, de::Visitor};
use std::fmt;

pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    deserializer.deserialize_byte_buf(Whole)
}

struct Whole;

impl Visitor<'_> for Whole {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use crate::protocol::{command::Command, decode, encode};

    #[test]
    fn bytes_survive_the_wire_and_look_there_as_before() {
        let rows: Vec<u8> = (0..=255).cycle().take(1000).collect();
        let staged = Command::StageRows { file: 3, rows: rows.clone() };
        let said = encode(&staged);
        assert_eq!(decode(&said), Some(staged));
        assert!(said.ends_with(&encode(&rows)));
    }
}
