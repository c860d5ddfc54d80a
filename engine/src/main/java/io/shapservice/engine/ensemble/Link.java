package io.shapservice.engine.ensemble;

/** From the margin, which trees add up to, to what the library's plain {@code predict} shows. */
public enum Link {
    IDENTITY,
    /** 1 / (1 + exp(−margin)) */
    LOGISTIC,
    /** exp(margin) */
    EXP,
    /** exp(margin_k) / Σ exp(margin), over the outputs */
    SOFTMAX,
    /** Something else, which is not computed here: only the margin is known. */
    OTHER
}
