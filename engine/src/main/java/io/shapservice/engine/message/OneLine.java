package io.shapservice.engine.message;

/** Messages quote files, which may hold anything: shown to a person or logged, a message is one line of readable length. */
public final class OneLine {
    /** Characters at most. */
    public static final int LONGEST = 1000;

    private static final String CUT = " … ";
    private static final int END = 400;

    private OneLine() {}

    /** @return the text with a space for each control character, and without its middle when it is too long */
    public static String of(String text) {
        if (text.length() <= LONGEST) {
            return readable(text);
        }
        // What is wrong stands at the end, and where it is at the beginning.
        int begin = LONGEST - CUT.length() - END;
        return readable(text.substring(0, begin)) + CUT + readable(text.substring(text.length() - END));
    }

    private static String readable(String text) {
        return text.chars().noneMatch(Character::isISOControl)
                ? text
                : text.replaceAll("\\p{Cntrl}|[\\x80-\\x9f]", " ");
    }
}
