//! Files that are read but not yet imported.
