import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The steps that both forms of the kernel have, in one precision and for one number of quadrature points: the formulas stand here once,
 * so that both make the same operations in the same order. docs/kernel.md derives them and says what the letters mean.
 */
abstract class StepSource {
    static final List<String> KINDS = List.of("DOWN", "DOWN_LEAF", "UP", "UP_LEAF", "PAIR", "TAIL", "BLOCK");
    static final int AGAIN = 1;
    static final int LEFT_AGAIN = 2;
    static final int RIGHT_AGAIN = 4;
    static final int MANY = Integer.MAX_VALUE;

    /** One loop; the flags say which of its splits are on a feature that splits above too. */
    record Step(String kind, boolean again, boolean left, boolean right) {
        int code() {
            return 8 * KINDS.indexOf(kind) + (again ? AGAIN : 0) + (left ? LEFT_AGAIN : 0) + (right ? RIGHT_AGAIN : 0);
        }

        String method() {
            return kind.toLowerCase(Locale.ROOT) + code();
        }
    }


    /**
     * @param pair of two leaves
     * @param again on a feature that splits above too
     * @param leaf the constants end with the value z of a leaf
     */
    record Split(boolean pair, boolean again, boolean leaf) {}

    final String type;
    final int points;
    final List<String> cases = new ArrayList<>();
    final StringBuilder out = new StringBuilder();

    StepSource(String type, int points) {
        this.type = type;
        this.points = points;
    }

    abstract String name();

    abstract String text();

    /** @param xors that the loop over lanes has anyway, or {@link #MANY} when it is small */
    abstract void open(Step step, int xors);

    /** The buffers that the step uses: p its own, l and w of its children. */
    abstract void buffers(String names);

    /** @param s suffix of the split's names */
    abstract void split(String s, Split split);

    abstract void loop();

    /** v: how far the row's direction is from the average; times the leaves' difference for a pair; 0 when the row is off the path. */
    abstract void decide(String s, boolean again, boolean pair);

    /** @return the step's own buffer at the point $ */
    abstract String own();

    abstract void gain(String s, String sum);

    abstract void close();

    final String capital() {
        return Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }

    /** Those that have leaves for children or grandchildren. */
    final void lowSteps() {
        for (boolean again : List.of(false, true)) {
            pair(again);
            for (boolean right : List.of(false, true)) {
                tail(again, right);
                block(again, false, right);
            }
            block(again, true, true);
        }
    }

    /** A split with two leaves. */
    final void pair(boolean again) {
        open(new Step("PAIR", again, false, false), again && points > 3 ? 1 : MANY);
        buffers("p");
        split("", new Split(true, again, false));
        loop();
        decide("", again, true);
        perPoint("#T p$ = " + own() + ";");
        gain("", again ? sum("h$", "p$") : sum("", "p$"));
        perPoint(own() + " = Math.fma(v, a$, y);");
        close();
    }

    /** A split with a leaf to its left and a pair to its right. */
    final void tail(boolean again, boolean right) {
        open(new Step("TAIL", again, false, right), 2);
        buffers("p");
        split("", new Split(false, again, true));
        split("R", new Split(true, right, false));
        loop();
        decide("", again, false);
        decide("R", right, true);
        perPoint("#T p$ = " + own() + ";");
        if (!again && !right) {
            moments("z", "-vR", true);
            return;
        }
        perPoint("#T f$ = Math.fma(v, a$, r);");
        perPoint("#T w$ = p$ - p$ * f$;");
        perPoint("#T e$ = Math.fma(vR, aR$, yR);");
        perPoint("#T d$ = z - e$;");
        gain("", sum(again ? "h$ * d$" : "d$", "p$"));
        gain("R", right ? sum("hR$", "w$") : sum("", "w$"));
        perPoint(own() + " = Math.fma(f$, d$, e$);");
        close();
    }

    /** A split with a pair on either side. */
    final void block(boolean again, boolean left, boolean right) {
        open(new Step("BLOCK", again, left, right), again ? 3 : 0);
        buffers("p");
        split("", new Split(false, again, false));
        split("L", new Split(true, left, false));
        split("R", new Split(true, right, false));
        loop();
        decide("", again, false);
        decide("L", left, true);
        decide("R", right, true);
        perPoint("#T p$ = " + own() + ";");
        if (!again && !left && !right) {
            moments("yL", "vL - vR", false);
            return;
        }
        perPoint("#T f$ = Math.fma(v, a$, r);");
        perPoint("#T l$ = p$ * f$;");
        perPoint("#T w$ = p$ - l$;");
        perPoint("#T e$ = Math.fma(vR, aR$, yR);");
        perPoint("#T d$ = Math.fma(vL, aL$, yL) - e$;");
        gain("", sum(again ? "h$ * d$" : "d$", "p$"));
        gain("L", left ? sum("hL$", "l$") : sum("", "l$"));
        gain("R", right ? sum("hR$", "w$") : sum("", "w$"));
        perPoint(own() + " = Math.fma(f$, d$, e$);");
        close();
    }

    /**
     * The rest of a tail or block without repeats: its factors are linear in t, so the weights matter by Σp and Σp·t alone, and the
     * expectation is a polynomial in t of degree 2.
     *
     * @param left expectation of the left child: of degree 0 and 1
     */
    final void moments(String left, String slope, boolean leaf) {
        line("#T s0 = " + sum("", "p$") + ";");
        line("#T s1 = " + sum("a$", "p$") + ";");
        line("#T sL = Math.fma(v, s1, r * s0);");
        line("#T d0 = " + left + " - yR;");
        line("#T d1 = " + slope + ";");
        gain("", "Math.fma(d1, s1, d0 * s0)");
        if (!leaf) {
            gain("L", "sL");
        }
        gain("R", "(s0 - sL)");
        line("#T e0 = Math.fma(r, d0, yR);");
        line("#T e1 = Math.fma(v, d0, Math.fma(r, d1, vR));");
        line("#T e2 = v * d1;");
        perPoint(own() + " = Math.fma(Math.fma(e2, a$, e1), a$, e0);");
        close();
    }

    /** Of the products, point after point: one order of operations. */
    final String sum(String factor, String of) {
        Function<Integer, String> first = q -> of.replace("$", "" + q);
        Function<Integer, String> second = q -> factor.replace("$", "" + q);
        String sum = factor.isEmpty() ? first.apply(0) : "(" + second.apply(0) + ") * " + first.apply(0);
        for (int q = 1; q < points; q++) {
            sum = factor.isEmpty()
                    ? "(" + sum + " + " + first.apply(q) + ")"
                    : "Math.fma(" + second.apply(q) + ", " + first.apply(q) + ", " + sum + ")";
        }
        return sum;
    }

    final void perPoint(String text) {
        line(IntStream.range(0, points).mapToObj(q -> text.replace("$", "" + q)).collect(Collectors.joining(" ")));
    }


    final void line(String text) {
        out.append("    ").append(text.replace("#T", type)).append('\n');
    }
}
