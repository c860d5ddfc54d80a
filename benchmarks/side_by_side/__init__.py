"""Our engine and its peers, on the same files, in the same run. Start it by benchmarks/side-by-side."""
