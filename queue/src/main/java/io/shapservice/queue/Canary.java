package io.shapservice.queue;

/**
 * The newest state of the data that this process was ever answered with. It sends it along, so that a script notices data which
 * has forgotten what it had answered: another incarnation, or an older revision of the same.
 */
final class Canary {
    private Seen newest = new Seen("", 0);

    /** @param incarnation empty before the first answer */
    record Seen(String incarnation, long revision) {}

    synchronized Seen newest() {
        return newest;
    }

    synchronized void answered(String incarnation, long revision) {
        boolean known = incarnation.equals(newest.incarnation()) && revision <= newest.revision();
        if (!incarnation.isEmpty() && !known) {
            newest = new Seen(incarnation, revision);
        }
    }
}
