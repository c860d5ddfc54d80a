package io.shapservice.worker.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

/**
 * A first-in-first-out queue between two threads, bounded by the bytes it holds; a single item larger than the bound passes when
 * nothing else is there.
 */
public final class Handover<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final ToLongFunction<T> bytesOf;
    private final long capacity;
    private long bytes;
    private boolean closed;

    public Handover(long capacity, ToLongFunction<T> bytesOf) {
        this.capacity = capacity;
        this.bytesOf = bytesOf;
    }

    /** Waits for room. False when the handover is closed: the item stays with the caller. */
    public boolean put(T item) throws InterruptedException {
        long size = bytesOf.applyAsLong(item);
        lock.lock();
        try {
            while (!closed && !items.isEmpty() && bytes + size > capacity) {
                changed.await();
            }
            if (closed) {
                return false;
            }
            items.addLast(item);
            bytes += size;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for an item. Empty when the handover is closed and nothing is left. */
    public Optional<T> take() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && items.isEmpty()) {
                changed.await();
            }
            Optional<T> item = Optional.ofNullable(items.pollFirst());
            item.ifPresent(i -> bytes -= bytesOf.applyAsLong(i));
            changed.signalAll();
            return item;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until at most so many items are left, or the handover is closed. */
    public void awaitAtMost(int size) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && items.size() > size) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** No more items are accepted; those inside can still be taken. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Closes, and answers with what nobody has taken. */
    public List<T> closeAndEmpty() {
        lock.lock();
        try {
            close();
            List<T> left = new ArrayList<>(items);
            items.clear();
            bytes = 0;
            return left;
        } finally {
            lock.unlock();
        }
    }
}
