package io.shapservice.crds.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of memory in bytes, read from a Kubernetes quantity such as {@code 512Mi}, {@code 1.5Gi} or {@code 500M}. */
public record MemorySize(long bytes) {
    private static final long MEBIBYTE = 1L << 20;
    private static final Pattern SYNTAX = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(Ki|Mi|Gi|Ti|k|M|G|T)?");
    private static final Map<String, Long> UNITS = Map.of(
            "Ki",
            1L << 10,
            "Mi",
            MEBIBYTE,
            "Gi",
            1L << 30,
            "Ti",
            1L << 40,
            "k",
            1_000L,
            "M",
            1_000_000L,
            "G",
            1_000_000_000L,
            "T",
            1_000_000_000_000L);

    /** @throws IllegalArgumentException when the text is not a quantity of memory, or is above 2^63 bytes */
    public static MemorySize parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an amount of memory: write it like 512Mi or 1.5Gi");
        }
        String unit = matcher.group(2);
        BigDecimal factor = BigDecimal.valueOf(unit == null ? 1 : UNITS.getOrDefault(unit, 1L));
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(factor).setScale(0, RoundingMode.CEILING);
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("'" + text + "' is more memory than there can be: at most 8388607Ti");
        }
        return new MemorySize(bytes.longValueExact());
    }

    public static MemorySize ofMebibytes(long mebibytes) {
        return new MemorySize(Math.multiplyExact(mebibytes, MEBIBYTE));
    }

    /** Whole mebibytes, rounded down. */
    public long mebibytes() {
        return bytes / MEBIBYTE;
    }
}
