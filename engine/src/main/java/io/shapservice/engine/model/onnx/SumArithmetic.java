package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic on sums of trees that leaves them sums of trees; null for any other. */
final class SumArithmetic {
    private SumArithmetic() {}

    static Meaning.@Nullable Sum times(Meaning.Sum sum, double[] factors, boolean divide) {
        if (factors.length != 1 || !Double.isFinite(factors[0]) || factors[0] == 0) {
            return null;
        }
        double factor = divide ? 1 / factors[0] : factors[0];
        if (factor == 1) {
            return sum;
        }
        return switch (sum.link()) {
            case IDENTITY -> scaled(sum, factor);
            // exp(s) · f = exp(s + ln f)
            case EXP -> factor > 0 ? shifted(sum, new double[] {Math.log(factor)}, 1) : null;
            default -> null;
        };
    }

    static Meaning.@Nullable Sum plus(Meaning.Sum sum, double[] addends, double sign) {
        boolean perOutput = addends.length == sum.outputs() && sum.outputs() == sum.columns();
        return sum.link() == Link.IDENTITY && (addends.length == 1 || perOutput) ? shifted(sum, addends, sign) : null;
    }

    /** c − sum. */
    static Meaning.@Nullable Sum from(Meaning.Sum sum, double[] minuend) {
        if (sum.link() == Link.LOGISTIC && minuend.length == 1 && minuend[0] == 1 && sum.columns() == sum.outputs()) {
            // 1 − σ(s) = σ(−s)
            return scaled(sum, -1);
        }
        return sum.link() == Link.IDENTITY ? plus(scaled(sum, -1), minuend, 1) : null;
    }

    /** Sums of the same width, added up. */
    static Meaning.@Nullable Sum total(List<Meaning> inputs, double scale) {
        List<Meaning.Term> terms = new ArrayList<>();
        double @Nullable [] base = null;
        List<String> names = List.of();
        int columns = 0;
        boolean shares = true;
        for (Meaning input : inputs) {
            if (!(input instanceof Meaning.Sum sum) || sum.link() != Link.IDENTITY) {
                return null;
            }
            if (base == null) {
                base = new double[sum.outputs()];
                columns = sum.columns();
                names = sum.outputNames();
            }
            if (base.length != sum.outputs() || columns != sum.columns()) {
                return null;
            }
            for (Meaning.Term term : sum.terms()) {
                terms.add(term.times(scale));
            }
            for (int k = 0; k < base.length; k++) {
                base[k] += scale * sum.base()[k];
            }
            shares &= sum.shares();
        }
        return base == null ? null : new Meaning.Sum(terms, base, Link.IDENTITY, columns, names, shares);
    }

    /** Whether the first is 1 − the second, both of one output. */
    static boolean isComplement(Meaning first, Meaning second) {
        return first instanceof Meaning.Sum p
                && second instanceof Meaning.Sum q
                && p.link() == Link.LOGISTIC
                && q.link() == Link.LOGISTIC
                && p.outputs() == 1
                && Arrays.equals(p.base(), scaled(q, -1).base())
                && p.terms().equals(scaled(q, -1).terms());
    }

    private static Meaning.Sum scaled(Meaning.Sum sum, double factor) {
        return new Meaning.Sum(
                sum.terms().stream().map(term -> term.times(factor)).toList(),
                Arrays.stream(sum.base()).map(b -> b * factor).toArray(),
                sum.link(),
                sum.columns(),
                sum.outputNames(),
                sum.shares() && factor > 0);
    }

    private static Meaning.Sum shifted(Meaning.Sum sum, double[] by, double sign) {
        double[] base = sum.base().clone();
        Arrays.setAll(base, k -> base[k] + sign * by[by.length == 1 ? 0 : k]);
        return new Meaning.Sum(sum.terms(), base, sum.link(), sum.columns(), sum.outputNames(), false);
    }
}
