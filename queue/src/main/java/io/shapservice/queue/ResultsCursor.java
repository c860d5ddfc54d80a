package io.shapservice.queue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a job's commit order, opaque to clients.
 *
 * @param incarnation of the data that it counts in; empty for the start
 * @param seq batches that were read
 * @param digest of which batches these were, by which attempts: a Redis that came back without its last writes uses the numbers again
 */
record ResultsCursor(String incarnation, long seq, String digest) {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{1,64})\\.(\\d{1,15})\\.([0-9a-f]{0,40})");

    /** What cannot be a cursor of ours is one of a history that is lost. */
    static ResultsCursor parse(String text) {
        if (text.isEmpty()) {
            return new ResultsCursor("", 0, "");
        }
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? new ResultsCursor(matcher.group(1), Long.parseLong(matcher.group(2)), matcher.group(3))
                : new ResultsCursor("unreadable", 0, "");
    }

    boolean belongsTo(String current) {
        return incarnation.isEmpty() || incarnation.equals(current);
    }

    String text() {
        return incarnation + "." + seq + "." + digest;
    }
}
