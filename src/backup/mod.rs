//! Backups: a store as one file, made, read, proved and brought back. A browser's files and folders are not known here;
//! they are in `bin/keeper`. What a store is made of is the engine's (`engine::aside`, `engine::restore`).
//!
//! # The file
//!
//! A backup is a zip file without compression, so that any tool takes it apart ([`container`] writes it, [`read`] reads
//! it):
//!
//! | entry | what it is |
//! |---|---|
//! | `backup.txt` | what this is, in words, and lines of `name: value` ([`header`]) |
//! | `key.age` | the store's identity, as an age file under the passphrase |
//! | `data.age` | the data, as an age file for that identity and for the recovery key |
//! | `hashes.txt` | SHA-256 of the two, in the form of `sha256sum` |
//!
//! `age -d key.age > key.txt` asks for the passphrase; `age -d -i key.txt data.age` gives the data, and so does
//! `age -d -i recovery.txt data.age`. The data are a zip file: the manifest, pages and journal of the store as they stand in
//! its database, drafts, settings, and `parts.txt` with the SHA-256 of each. A backup that is not encrypted has `data.zip`
//! in place of `key.age` and `data.age`.

pub use pages::problem as problem_words;

pub mod container;
pub mod desk;
pub mod everything;
pub mod folder;
mod pages;
pub mod header;
pub mod make;
pub mod parts;
pub mod read;
pub mod seal;
pub mod settings;
