package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.Link;
import io.shapservice.engine.model.ModelException;

/** What a tree operator does with the sums; the constants are in the order of their numbers in {@code ai.onnx.ml} 5. */
enum PostTransform {
    NONE(Link.IDENTITY),
    SOFTMAX(Link.SOFTMAX),
    LOGISTIC(Link.LOGISTIC),
    SOFTMAX_ZERO(Link.OTHER),
    PROBIT(Link.OTHER);

    private final Link link;

    PostTransform(Link link) {
        this.link = link;
    }

    Link link() {
        return link;
    }

    static PostTransform ofWord(OpNode node) throws ModelException {
        String word = node.text("post_transform", "NONE");
        for (PostTransform each : values()) {
            if (each.name().equals(word)) {
                return each;
            }
        }
        throw node.broken("post_transform '" + word + "' is none of ONNX's");
    }

    static PostTransform ofNumber(OpNode node) throws ModelException {
        int number = node.integer("post_transform", 0);
        if (number < 0 || number >= values().length) {
            throw node.broken("post_transform " + number + " is none of ONNX's");
        }
        return values()[number];
    }
}
