package io.shapservice.cli.bench;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** How wide the vectors are that the JVM's compiler makes of plain loops on this processor. */
final class VectorWidth {
    private VectorWidth() {}

    static int bits() {
        var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return Byte.SIZE * Integer.parseInt(jvm.getVMOption("MaxVectorSize").getValue());
    }
}
