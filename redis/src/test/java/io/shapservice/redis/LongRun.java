package io.shapservice.redis;

/** Whether the tests that take long were asked for, by {@code -Dshap.redisFaults=all}. */
final class LongRun {
    private LongRun() {}

    static boolean asked() {
        return "all".equals(System.getProperty("shap.redisFaults"));
    }
}
