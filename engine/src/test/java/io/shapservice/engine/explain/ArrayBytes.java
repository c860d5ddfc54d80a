package io.shapservice.engine.explain;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Bytes of all arrays of numbers that an object of ours holds, each counted once. */
final class ArrayBytes {
    private static final Map<Class<?>, Integer> WIDTH = Map.of(
            double.class,
            8,
            long.class,
            8,
            float.class,
            4,
            int.class,
            4,
            short.class,
            2,
            char.class,
            2,
            byte.class,
            1,
            boolean.class,
            1);

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private long bytes;

    private ArrayBytes() {}

    /** @param without objects that are not looked into */
    static long of(Object root, Object... without) throws IllegalAccessException {
        ArrayBytes walk = new ArrayBytes();
        Collections.addAll(walk.seen, without);
        walk.reach(root);
        while (!walk.open.isEmpty()) {
            walk.enter(walk.open.remove());
        }
        return walk.bytes;
    }

    private void reach(Object to) {
        if (to != null && seen.add(to)) {
            open.add(to);
        }
    }

    private void enter(Object from) throws IllegalAccessException {
        Class<?> type = from.getClass();
        if (type.isArray()) {
            enterArray(from, type.getComponentType());
        } else if (from instanceof Collection<?> collection) {
            collection.forEach(this::reach);
        } else if (type.getName().startsWith("io.shapservice")) {
            for (Class<?> of = type; of.getName().startsWith("io.shapservice"); of = of.getSuperclass()) {
                for (Field field : of.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()) {
                        field.setAccessible(true);
                        reach(field.get(from));
                    }
                }
            }
        }
    }

    private void enterArray(Object array, Class<?> component) {
        int length = Array.getLength(array);
        if (component.isPrimitive()) {
            bytes += (long) length * WIDTH.get(component);
            return;
        }
        for (int i = 0; i < length; i++) {
            reach(Array.get(array, i));
        }
    }
}
