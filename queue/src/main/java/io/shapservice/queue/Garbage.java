package io.shapservice.queue;

import java.util.List;

/**
 * Blobs that nobody needs any more. Delete them, then say so; what nobody says is handed out again after a while.
 *
 * @param entry the list that they are from
 * @param end behind the last input of these, 0 for results
 * @param units whose results these are
 * @param blobKeys to delete
 */
public record Garbage(String entry, long end, List<String> units, List<String> blobKeys) {
    public Garbage {
        units = List.copyOf(units);
        blobKeys = List.copyOf(blobKeys);
    }
}
