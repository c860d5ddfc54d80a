package io.shapservice.queue;

import java.util.List;

/**
 * Some jobs, newest first.
 *
 * @param next where the next page begins; empty at the end. A page before it may be empty: so many jobs of others came in between
 */
public record JobPage(List<JobView> jobs, String next) {
    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
