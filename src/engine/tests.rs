//! What the engine promises of storage: all or nothing, undo, damage reported, one opener.
