package io.shapservice.client;

/** The service refused a request, and said why. */
public final class ProblemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final String document;

    ProblemException(Problem problem, String document) {
        super(problem.status() + " " + problem.title() + (problem.detail() == null ? "" : ": " + problem.detail()));
        this.problem = problem;
        this.document = document;
    }

    public Problem problem() {
        return problem;
    }

    /** The body as it was received: the problem document with members that {@link Problem} does not know. */
    public String document() {
        return document;
    }
}
