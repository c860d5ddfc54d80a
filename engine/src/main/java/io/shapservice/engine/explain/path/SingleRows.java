package io.shapservice.engine.explain.path;

import io.shapservice.engine.explain.ExplainOptions.Precision;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What single rows need beside the plan: made when the first one comes, for it is as large as the plan. */
final class SingleRows {
    private final PathPlan plan;
    private final Precision precision;
    /** Null before the first row; guarded by this. */
    private @Nullable Supplier<Optional<Lanes>> maker;

    SingleRows(PathPlan plan, Precision precision) {
        this.plan = plan;
        this.precision = precision;
    }

    /** @return the scratch of one thread; empty when the model is too large for this form */
    Optional<Lanes> newRow() {
        return maker().get();
    }

    private synchronized Supplier<Optional<Lanes>> maker() {
        Supplier<Optional<Lanes>> made = maker;
        if (made == null) {
            made = switch (precision) {
                case FLOAT -> maker(Numbers.FLOAT, FloatRow::new);
                case DOUBLE -> maker(Numbers.DOUBLE, DoubleRow::new);
            };
            maker = made;
        }
        return made;
    }

    private <T> Supplier<Optional<Lanes>> maker(Numbers<T> numbers, BiFunction<RowPlan<T>, RowSizes, Lanes> row) {
        return RowPlan.of(plan, numbers)
                .map(rows -> {
                    RowSizes sizes = RowSizes.of(rows);
                    return (Supplier<Optional<Lanes>>) () -> Optional.of(row.apply(rows, sizes));
                })
                .orElse(Optional::empty);
    }
}
