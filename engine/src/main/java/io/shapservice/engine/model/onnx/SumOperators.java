package io.shapservice.engine.model.onnx;

import io.shapservice.engine.ensemble.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators by which converters turn sums of trees into predictions. */
final class SumOperators {
    private SumOperators() {}

    /** @return null when what the operator does to its inputs is not understood */
    static @Nullable Meaning apply(OpNode node, List<Meaning> inputs) {
        if (node.type().equals("Constant")) {
            return constant(node);
        }
        if (inputs.isEmpty()) {
            return null;
        }
        return switch (inputs.getFirst()) {
            case Meaning.Label label when isOfLabels(node.type()) -> label;
            case Meaning.Constant constants -> ofConstant(node, constants, inputs);
            case Meaning.Sum sum -> ofSum(node, sum, inputs);
            case Meaning.Stack stack -> ofStack(node, stack);
            case Meaning.Part part when isOfShape(node.type()) -> part;
            default -> null;
        };
    }

    private static Meaning constant(OpNode node) {
        DoubleList tensor = node.tensor("value");
        return new Meaning.Constant(tensor.toArray());
    }

    private static boolean isOfLabels(String type) {
        return isOfShape(type) || type.equals("LabelEncoder");
    }

    /** Constants first: 1 − p, c·x, c + x, and labels picked from a list. */
    private static @Nullable Meaning ofConstant(OpNode node, Meaning.Constant constants, List<Meaning> inputs) {
        if (inputs.size() != 2) {
            return null;
        }
        if (inputs.get(1) instanceof Meaning.Label label) {
            return node.type().equals("ArrayFeatureExtractor") ? label : null;
        }
        if (!(inputs.get(1) instanceof Meaning.Sum sum)) {
            return null;
        }
        return switch (node.type()) {
            case "Mul" -> SumArithmetic.times(sum, constants.numbers(), false);
            case "Add" -> SumArithmetic.plus(sum, constants.numbers(), 1);
            case "Sub" -> SumArithmetic.from(sum, constants.numbers());
            default -> null;
        };
    }

    private static @Nullable Meaning ofSum(OpNode node, Meaning.Sum sum, List<Meaning> inputs) {
        return switch (node.type()) {
            case "Identity", "ZipMap", "Reshape", "Squeeze", "Unsqueeze", "Flatten" -> sum;
            case "Slice", "Split", "ArrayFeatureExtractor" -> new Meaning.Part(sum);
            case "Cast" -> isFloating(node.integer("to", 0)) ? sum : null;
            case "Normalizer" -> sum.shares() && node.text("norm", "MAX").equals("L1") ? sum : null;
            case "ArgMax", "ArgMin" -> new Meaning.Label();
            case "Sigmoid" -> linked(sum, Link.LOGISTIC);
            case "Exp" -> linked(sum, Link.EXP);
            case "Softmax" -> sum.columns() == sum.outputs() ? linked(sum, Link.SOFTMAX) : null;
            case "Neg" -> SumArithmetic.times(sum, new double[] {-1}, false);
            case "Mul", "Div", "Add", "Sub" -> withSecond(node.type(), sum, inputs);
            case "Sum" -> SumArithmetic.total(inputs, 1);
            case "Mean" -> SumArithmetic.total(inputs, 1.0 / inputs.size());
            case "Concat" -> node.integer("axis", 0) == 0 ? new Meaning.Stack(inputs) : beside(inputs);
            default -> null;
        };
    }

    private static @Nullable Meaning ofStack(OpNode node, Meaning.Stack stack) {
        return switch (node.type()) {
            case "ReduceMean" ->
                SumArithmetic.total(stack.sums(), 1.0 / stack.sums().size());
            case "ReduceSum" -> SumArithmetic.total(stack.sums(), 1);
            default -> null;
        };
    }

    private static boolean isOfShape(String type) {
        return switch (type) {
            case "Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten" -> true;
            default -> false;
        };
    }

    private static boolean isFloating(int type) {
        return type == Tensor.FLOAT || type == Tensor.DOUBLE;
    }

    private static Meaning.@Nullable Sum linked(Meaning.Sum sum, Link link) {
        return sum.link() == Link.IDENTITY
                ? new Meaning.Sum(sum.terms(), sum.base(), link, sum.columns(), sum.outputNames(), link == Link.SOFTMAX)
                : null;
    }

    private static @Nullable Meaning withSecond(String type, Meaning.Sum sum, List<Meaning> inputs) {
        if (inputs.size() != 2) {
            return null;
        }
        if (inputs.get(1) instanceof Meaning.Constant constants) {
            return switch (type) {
                case "Mul" -> SumArithmetic.times(sum, constants.numbers(), false);
                case "Div" -> SumArithmetic.times(sum, constants.numbers(), true);
                case "Add" -> SumArithmetic.plus(sum, constants.numbers(), 1);
                default -> SumArithmetic.plus(sum, constants.numbers(), -1);
            };
        }
        return type.equals("Add") ? SumArithmetic.total(inputs, 1) : null;
    }

    /** Columns beside each other, of regressors with an output each; or 1 − p beside p, which is p again. */
    private static @Nullable Meaning beside(List<Meaning> inputs) {
        List<Meaning.Term> terms = new ArrayList<>();
        List<String> names = new ArrayList<>();
        double[] base = new double[0];
        for (Meaning input : inputs) {
            if (!(input instanceof Meaning.Sum sum) || sum.columns() != sum.outputs()) {
                return null;
            }
            if (inputs.size() == 2 && SumArithmetic.isComplement(inputs.get(0), inputs.get(1))) {
                return inputs.get(1);
            }
            if (sum.link() != Link.IDENTITY) {
                return null;
            }
            for (Meaning.Term term : sum.terms()) {
                terms.add(term.after(base.length));
            }
            int at = base.length;
            base = Arrays.copyOf(base, at + sum.outputs());
            System.arraycopy(sum.base(), 0, base, at, sum.outputs());
            names.addAll(sum.outputNames());
        }
        return new Meaning.Sum(
                terms, base, Link.IDENTITY, base.length, names.size() == base.length ? names : List.of(), false);
    }
}
