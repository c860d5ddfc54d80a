package io.shapservice.local.network;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each Service an address of its own, with a proxy per port; and names' addresses to those who ask. */
public final class ServiceNetwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceNetwork.class);
    private static final Pattern HOST_NAME =
            Pattern.compile("(?<![\\w.-])([a-z0-9-]+)\\.([a-z0-9-]+)\\.svc(?:\\.cluster\\.local)?(?![\\w-]|\\.\\w)");

    private final KubernetesClient client;
    private final AddressBlock addresses;
    private final Supplier<? extends Collection<Pod>> pods;
    private final Map<ServiceKey, String> addressOf = new HashMap<>();
    private final Map<ServiceKey, Running> running = new HashMap<>();
    private final List<TcpProxy> exposed = new ArrayList<>();

    private record Running(Service service, List<TcpProxy> proxies) {}

    public ServiceNetwork(KubernetesClient client, AddressBlock addresses, Supplier<? extends Collection<Pod>> pods) {
        this.client = client;
        this.addresses = addresses;
        this.pods = pods;
    }

    /** Replaces the cluster's host names of Services by their addresses. */
    public String resolveNames(String text) {
        Matcher matcher = HOST_NAME.matcher(text);
        return matcher.replaceAll(name -> addressOf(new ServiceKey(name.group(2), name.group(1))));
    }

    private synchronized String addressOf(ServiceKey key) {
        return addressOf.computeIfAbsent(key, absent -> addresses.next());
    }

    /** Starts or changes a Service. */
    public void put(Service service) {
        ServiceKey key = keyOf(service);
        String address = addressOf(key);
        try {
            replace(key, service, address);
        } catch (IOException e) {
            LOG.error("service {} has no proxy at {}", key, address, e);
        }
        if (service.getSpec().getClusterIP() == null) {
            announce(key, address);
        }
    }

    /** Proxies ask for the Service of the moment, so that only other ports cost the open connections. */
    private synchronized void replace(ServiceKey key, Service service, String address) throws IOException {
        Running old = running.get(key);
        if (old != null
                && old.service().getSpec().getPorts().equals(service.getSpec().getPorts())) {
            running.put(key, new Running(service, old.proxies()));
            return;
        }
        stop(key);
        List<TcpProxy> proxies = new ArrayList<>();
        running.put(key, new Running(service, proxies));
        for (ServicePort port : service.getSpec().getPorts()) {
            proxies.add(TcpProxy.listen(
                    new InetSocketAddress(InetAddress.ofLiteral(address), port.getPort()),
                    () -> backends(key, port.getPort())));
        }
    }

    private void announce(ServiceKey key, String address) {
        try {
            client.services()
                    .inNamespace(key.namespace())
                    .withName(key.name())
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\":{\"clusterIP\":\"" + address + "\",\"clusterIPs\":[\"" + address + "\"]}}");
        } catch (KubernetesClientException e) {
            LOG.debug("service {} is gone before it had its address", key, e);
        }
    }

    /** Ends a Service; its address stays its own, should it come back. */
    public synchronized void remove(Service service) {
        stop(keyOf(service));
    }

    private void stop(ServiceKey key) {
        Running old = running.remove(key);
        if (old != null) {
            old.proxies().forEach(TcpProxy::close);
        }
    }

    /**
     * Makes a port of a Service reachable at an address of the user's choice; the Service may come and go.
     *
     * @return where it listens, should the port have been 0
     */
    public synchronized InetSocketAddress expose(
            String namespace, String name, int servicePort, InetSocketAddress listen) throws IOException {
        ServiceKey key = new ServiceKey(namespace, name);
        TcpProxy proxy = TcpProxy.listen(listen, () -> backends(key, servicePort));
        exposed.add(proxy);
        return proxy.address();
    }

    private List<InetSocketAddress> backends(ServiceKey key, int servicePort) {
        Running now;
        synchronized (this) {
            now = running.get(key);
        }
        if (now == null) {
            return List.of();
        }
        return now.service().getSpec().getPorts().stream()
                .filter(port -> port.getPort() == servicePort)
                .flatMap(port -> Endpoints.of(now.service(), port, pods.get()).stream())
                .toList();
    }

    private static ServiceKey keyOf(Service service) {
        return new ServiceKey(
                service.getMetadata().getNamespace(), service.getMetadata().getName());
    }

    @Override
    public synchronized void close() {
        List.copyOf(running.keySet()).forEach(this::stop);
        exposed.forEach(TcpProxy::close);
    }
}
