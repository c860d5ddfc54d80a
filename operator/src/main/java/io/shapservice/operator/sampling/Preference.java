package io.shapservice.operator.sampling;

import io.shapservice.operator.sampling.SampleView.Answer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** In which order pods are asked: the API pod that gave the last good answer, the other API pods, the workers. */
final class Preference {
    private Preference() {}

    static List<Target> order(List<Target> targets, Optional<Answer> latest) {
        Optional<String> lastGood =
                latest.filter(answer -> answer.sample().good()).map(Answer::pod);
        return targets.stream()
                .sorted(Comparator.comparing((Target target) -> !target.api())
                        .thenComparing(target -> !lastGood.equals(Optional.of(target.pod()))))
                .toList();
    }
}
