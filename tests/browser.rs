//! What only a browser can show: the stores in IndexedDB, the client and the reading, in a dedicated worker.
