package io.shapservice.queue;

import io.shapservice.queue.budget.Amount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A script's arguments as text. */
final class Args {
    private final List<String> values = new ArrayList<>();

    Args text(String... texts) {
        values.addAll(List.of(texts));
        return this;
    }

    Args whole(long... numbers) {
        for (long number : numbers) {
            values.add(Long.toString(number));
        }
        return this;
    }

    Args real(double number) {
        values.add(Double.toString(number));
        return this;
    }

    Args millis(Duration... durations) {
        for (Duration duration : durations) {
            values.add(Long.toString(duration.toMillis()));
        }
        return this;
    }

    Args amounts(Amount... amounts) {
        for (Amount amount : amounts) {
            whole(amount.bytes(), amount.rows(), amount.batches());
        }
        return this;
    }

    Args all(Args others) {
        values.addAll(others.values);
        return this;
    }

    List<String> list() {
        return List.copyOf(values);
    }
}
