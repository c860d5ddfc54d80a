package io.shapservice.operator;

import io.shapservice.operator.manifest.Images;
import io.shapservice.operator.manifest.Installation;
import io.shapservice.protocol.Ports;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator is told when it starts.
 *
 * @param namespaces where it looks after ShapServices; empty means everywhere
 * @param sampleWait how long one poll for a sample may wait for news
 * @param managementPort where pods serve samples
 * @param namespace where the operator itself runs; empty when it is outside of the cluster
 * @param upgradesAtOnce how many services are changed at a time to what a new version of the operator makes of them
 * @param leaderElection empty when this is the only operator, as when it is embedded
 */
public record OperatorSettings(
        Images images,
        Set<String> namespaces,
        Duration sampleWait,
        int managementPort,
        Clock clock,
        Optional<String> namespace,
        int upgradesAtOnce,
        Optional<LeaderElection> leaderElection) {
    private static final int UPGRADES_AT_ONCE = 5;
    private static final Duration SAMPLE_WAIT = Duration.ofSeconds(25);

    public OperatorSettings {
        namespaces = Set.copyOf(namespaces);
    }

    /**
     * Which lease the leader holds.
     *
     * @param identity who this one is among the candidates: the pod's name
     * @param lost called when a leader has lost its lease; it must end the process at once, as another may act already
     */
    public record LeaderElection(String namespace, String lease, String identity, Runnable lost) {}

    /** One operator for all namespaces. */
    public static OperatorSettings of(Images images) {
        return new OperatorSettings(
                images,
                Set.of(),
                SAMPLE_WAIT,
                Ports.MANAGEMENT,
                Clock.systemUTC(),
                Optional.empty(),
                UPGRADES_AT_ONCE,
                Optional.empty());
    }

    public OperatorSettings inNamespaces(Set<String> watched) {
        return new OperatorSettings(
                images, watched, sampleWait, managementPort, clock, namespace, upgradesAtOnce, leaderElection);
    }

    public OperatorSettings upgrading(int atOnce) {
        return new OperatorSettings(
                images, namespaces, sampleWait, managementPort, clock, namespace, atOnce, leaderElection);
    }

    Installation installation() {
        return new Installation(images, namespace);
    }

    public OperatorSettings electing(LeaderElection election) {
        return new OperatorSettings(
                images,
                namespaces,
                sampleWait,
                managementPort,
                clock,
                Optional.of(election.namespace()),
                upgradesAtOnce,
                Optional.of(election));
    }
}
