package io.shapservice.faults.load;

/** A job's place in the data: rows {@code from} to {@code to}, which is left out. */
record ExplainedSlice(int from, int to, String key) {}
