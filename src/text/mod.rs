//! Every message, both languages side by side; a missing one does not compile.
