package io.shapservice.worker.fault;

import io.shapservice.queue.JobQueue;
import io.shapservice.storage.BlobKey;
import io.shapservice.storage.BlobStore;
import io.shapservice.worker.model.ModelReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a worker works with, wrapped so that a fault happens before or after a step. */
public final class Faulty {
    private static final Map<String, FaultStep> QUEUE_STEPS = Map.of(
            "claim", FaultStep.CLAIM,
            "complete", FaultStep.COMPLETE,
            "fail", FaultStep.FAIL,
            "release", FaultStep.RELEASE,
            "renew", FaultStep.RENEW,
            "leave", FaultStep.LEAVE);

    private final Fault fault;

    public Faulty(Fault fault) {
        this.fault = fault;
    }

    public JobQueue queue(JobQueue queue) {
        return wrap(JobQueue.class, queue, (method, _) -> Optional.ofNullable(QUEUE_STEPS.get(method)));
    }

    public BlobStore blobs(BlobStore blobs) {
        return wrap(BlobStore.class, blobs, (method, args) -> switch (method) {
            case "get" -> Optional.of(isModel(args) ? FaultStep.FETCH_MODEL : FaultStep.FETCH_ROWS);
            case "put" -> Optional.of(FaultStep.STORE);
            default -> Optional.empty();
        });
    }

    public ModelReader models(ModelReader models) {
        return (bytes, bytesRead) -> {
            fault.before(FaultStep.READ_MODEL);
            FaultyModel model = new FaultyModel(models.read(bytes, bytesRead), fault);
            fault.after(FaultStep.READ_MODEL);
            return model;
        };
    }

    private static boolean isModel(@Nullable Object[] args) {
        return args[0] instanceof BlobKey(String path) && path.startsWith("model/");
    }

    private interface Steps {
        Optional<FaultStep> of(String method, @Nullable Object[] args);
    }

    private <T> T wrap(Class<T> type, T real, Steps steps) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, args) -> {
            Optional<FaultStep> step = steps.of(method.getName(), args == null ? new Object[0] : args);
            step.ifPresent(fault::before);
            Object answer = call(real, method, args);
            step.ifPresent(fault::after);
            return answer;
        }));
    }

    private static @Nullable Object call(Object real, Method method, @Nullable Object @Nullable [] args)
            throws Throwable {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
