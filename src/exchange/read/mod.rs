//! Bytes → [`RawFile`](super::cell::RawFile): sniffing, encodings, CSV, workbooks, with the limits that keep a hostile file harmless.
