package io.shapservice.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.operator.manifest.ServiceIdentity;
import org.junit.jupiter.api.Test;

class UpgradesTest {
    private static final ServiceIdentity FIRST = new ServiceIdentity("ns", "first", "1");
    private static final ServiceIdentity SECOND = new ServiceIdentity("ns", "second", "2");

    @Test
    void oneThatDoesNotComeUpKeepsItsPlaceAndTheOthersTheirPods() {
        Upgrades upgrades = new Upgrades(1);

        assertThat(upgrades.enter(FIRST)).isTrue();
        assertThat(upgrades.enter(FIRST)).isTrue();
        assertThat(upgrades.enter(SECOND)).isFalse();
        assertThat(upgrades.leave(SECOND)).isFalse();
        assertThat(upgrades.leave(FIRST)).isTrue();
        assertThat(upgrades.enter(SECOND)).isTrue();
    }
}
