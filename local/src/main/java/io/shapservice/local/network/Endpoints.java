package io.shapservice.local.network;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which pods answer for a Service. */
final class Endpoints {
    private Endpoints() {}

    static List<InetSocketAddress> of(Service service, ServicePort port, Collection<Pod> pods) {
        Map<String, String> selector =
                Objects.requireNonNullElse(service.getSpec().getSelector(), Map.of());
        if (selector.isEmpty()) {
            return List.of();
        }
        boolean unready = Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses());
        return pods.stream()
                .filter(pod -> service.getMetadata()
                        .getNamespace()
                        .equals(pod.getMetadata().getNamespace()))
                .filter(pod -> Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of())
                        .entrySet()
                        .containsAll(selector.entrySet()))
                .filter(pod -> unready ? hasAddress(pod) : isReady(pod))
                .flatMap(pod -> target(pod, port).stream())
                .toList();
    }

    private static boolean hasAddress(Pod pod) {
        return pod.getStatus() != null && pod.getStatus().getPodIP() != null;
    }

    private static boolean isReady(Pod pod) {
        return hasAddress(pod)
                && !pod.isMarkedForDeletion()
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static Optional<InetSocketAddress> target(Pod pod, ServicePort port) {
        IntOrString target = port.getTargetPort();
        Optional<Integer> number;
        if (target == null) {
            number = Optional.of(port.getPort());
        } else if (target.getStrVal() == null) {
            number = Optional.of(target.getIntVal());
        } else {
            number = pod.getSpec().getContainers().stream()
                    .map(Container::getPorts)
                    .flatMap(List::stream)
                    .filter(each -> target.getStrVal().equals(each.getName()))
                    .map(ContainerPort::getContainerPort)
                    .findFirst();
        }
        return number.map(each ->
                new InetSocketAddress(InetAddress.ofLiteral(pod.getStatus().getPodIP()), each));
    }
}
