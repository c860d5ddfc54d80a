package io.shapservice.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTest {
    @Test
    void everyRouteIsInTheContractAndEveryOperationHasARoute(@TempDir Path folder) throws Exception {
        try (Service service = Service.start(folder)) {
            Set<String> registered = service.server().servers().stream()
                    .flatMap(s -> s.unsafe.internalRouter.allHttpHandlers().stream())
                    .map(handler -> handler.endpoint)
                    .filter(e -> e.method.isHttpMethod())
                    .map(e -> e.method.name() + " " + e.path)
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(registered).isEqualTo(new Contract().operations());
            assertThat(service.http().get("/openapi.yaml").text()).startsWith("openapi: 3.1");
        }
    }
}
