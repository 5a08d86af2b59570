//! Drawings: plotters through our own backend into a display list with hit regions. One figure per file.
