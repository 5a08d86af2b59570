//! The project's commands: `serve`, `test`, `dist`, `doctor`.
fn main() {}
