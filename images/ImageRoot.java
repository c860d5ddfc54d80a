import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes what an image "from scratch" needs beside the jars that Jib brings, under target/image: root/ (Java runtime, glibc, /etc)
 * and app/ (netty's native library, the start's arguments, the AOT cache).
 *
 * <pre>java ImageRoot.java TARGET JAR MAIN_CLASS OPTIONS_FILE TRAIN(true|false)</pre>
 */
final class ImageRoot {
    /** jdeps finds them, but only code that we never call reaches them: JDBC and Swing binders, agents, Kerberos. */
    private static final Set<String> DROP =
            Set.of("java.desktop", "java.sql", "java.sql.rowset", "java.instrument", "java.security.jgss", "java.rmi");

    /** jdeps does not find them: reached by reflection, socket options, DNS, and jcmd for whoever operates it. */
    private static final Set<String> EXTRA = Set.of("jdk.jcmd", "jdk.net", "jdk.naming.dns", "java.management", "jdk.management");

    /** glibc opens them by name. */
    private static final List<String> OPENED = List.of("libresolv.so.2", "libgcc_s.so.1", "librt.so.1", "libpthread.so.0", "libdl.so.2");

    /** Jib stamps every file with it, and the AOT cache checks the time of each jar. */
    private static final FileTime JIB_TIME = FileTime.fromMillis(1000);

    private final Path target;
    private final Path root;
    private final Path app;
    private final Path java;
    private final String mainClass;
    private final List<String> options;

    private ImageRoot(Path target, String mainClass, List<String> options) {
        this.target = target;
        this.root = target.resolve("image/root");
        this.app = target.resolve("image/app");
        this.java = root.resolve("opt/java");
        this.mainClass = mainClass;
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Path target = Path.of(arguments[0]).toAbsolutePath();
        ImageRoot image = new ImageRoot(target, arguments[2], Files.readAllLines(Path.of(arguments[3])));
        image.make(target.resolve(arguments[1]), Boolean.parseBoolean(arguments[4]));
    }

    private void make(Path jar, boolean train) throws Exception {
        delete(target.resolve("image"));
        List<String> classPath = classPath(jar);
        runtime(jar);
        trustStore();
        libraries();
        etc();
        Files.createDirectories(app.resolve("native"));
        nativeLibraries();
        List<String> start = new ArrayList<>(options);
        if (train) {
            train(jar, classPath);
            start.add("-XX:AOTCache=/app/app.aot");
        }
        start.addAll(List.of("-cp", classPath.stream().map(name -> "/app/" + name).collect(Collectors.joining(":")), mainClass));
        write(app.resolve("start.args"), String.join("\n", start) + "\n");
    }

    /** As Jib lays it out: classpath/ has the module's jar, libs/ what it depends on; in the order of the manifest. */
    private static List<String> classPath(Path jar) throws IOException {
        List<String> names = new ArrayList<>(List.of("classpath/" + jar.getFileName()));
        try (JarFile file = new JarFile(jar.toFile())) {
            String libraries = file.getManifest().getMainAttributes().getValue("Class-Path");
            Stream.of(libraries.split(" ")).map(name -> name.replaceFirst("^lib/", "libs/")).forEach(names::add);
        }
        return names;
    }

    private void runtime(Path jar) throws Exception {
        String libraries = list(target.resolve("lib")).map(Path::toString).collect(Collectors.joining(":"));
        Set<String> modules = new TreeSet<>(EXTRA);
        // Not --print-module-deps: it leaves out what a listed module implies, and dropping java.sql would lose java.xml.
        tool("jdeps", "-q", "--ignore-missing-deps", "--multi-release", "25", "--list-deps", "--recursive", "--class-path", libraries, jar.toString())
                .lines()
                .map(line -> line.strip().replaceAll("/.*", ""))
                .filter(module -> module.matches("(java|jdk)\\..*"))
                .forEach(modules::add);
        modules.removeAll(DROP);
        Files.createDirectories(root.resolve("opt"));
        tool("jlink", "--add-modules", String.join(",", modules), "--strip-debug", "--no-header-files", "--no-man-pages", "--output", java.toString());
        System.out.println(modules.size() + " modules: " + String.join(",", modules));
    }

    /** jlink copies this machine's trust store, a company's or proxy's authorities included: only Mozilla's go into the image. */
    private void trustStore() throws Exception {
        Path authorities = Path.of("/usr/share/ca-certificates/mozilla");
        if (!Files.isDirectory(authorities)) {
            throw new IOException(authorities + " is missing: install ca-certificates");
        }
        System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE"); // no password, and the same bytes each time
        System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        CertificateFactory x509 = CertificateFactory.getInstance("X.509");
        // Named by what is in them: a file name with an accent is read in one locale and not in another.
        Map<String, Certificate> named = new TreeMap<>();
        for (Path authority : list(authorities).toList()) {
            try (var in = Files.newInputStream(authority)) {
                Certificate certificate = x509.generateCertificate(in);
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
                named.put(HexFormat.of().formatHex(digest), certificate);
            }
        }
        for (var entry : named.entrySet()) {
            store.setCertificateEntry(entry.getKey(), entry.getValue());
        }
        try (var out = Files.newOutputStream(java.resolve("lib/security/cacerts"))) {
            store.store(out, null);
        }
    }

    /** Every library that the runtime asks for, where this machine's loader finds it, and the loader itself. */
    private void libraries() throws Exception {
        Set<String> wanted = new TreeSet<>();
        try (Stream<Path> files = Files.walk(java)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".so") || f.endsWith("bin/java")).toList()) {
                Stream.of(output("ldd", file.toString()).split("\\s+")).filter(word -> word.startsWith("/lib")).forEach(wanted::add);
            }
        }
        wanted.removeIf(library -> library.startsWith(root.toString()));
        Path folder = wanted.stream().filter(w -> w.endsWith("/libc.so.6")).map(Path::of).findFirst().orElseThrow().getParent();
        OPENED.forEach(name -> wanted.add(folder.resolve(name).toString()));
        for (String library : wanted) {
            copy(Path.of(library), root.resolve(library.substring(1)));
        }
        Path characters = Path.of("/usr/lib/locale/C.utf8/LC_CTYPE");
        if (Files.exists(characters)) {
            copy(characters, root.resolve(characters.toString().substring(1)));
        }
    }

    private void etc() throws IOException {
        write(root.resolve("etc/passwd"), "root:x:0:0:root:/:/none\nshap:x:65532:65532:shap:/app:/none\n");
        write(root.resolve("etc/group"), "root:x:0:\nshap:x:65532:\n");
        write(root.resolve("etc/nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n"); // else glibc asks DNS before /etc/hosts
        Files.createDirectories(root.resolve("tmp"));
    }

    /** Netty would unpack its library into a writable and executable /tmp at each start; on java.library.path it is found first. */
    private void nativeLibraries() throws IOException {
        for (Path jar : list(target.resolve("lib")).filter(p -> p.toString().contains("native-epoll")).toList()) {
            try (var files = FileSystems.newFileSystem(jar)) {
                Path folder = files.getPath("META-INF/native");
                if (Files.isDirectory(folder)) {
                    for (Path library : list(folder).filter(p -> p.toString().endsWith(".so")).toList()) {
                        Files.copy(library, app.resolve("native").resolve(library.getFileName().toString()));
                    }
                }
            }
        }
    }

    /**
     * Starts the process once, with the image's runtime and jars in the image's layout, and ends it as a kubelet would: what it
     * loaded is the cache. The prefix of the jars may differ at run time, their order, sizes and times may not.
     */
    private void train(Path jar, List<String> classPath) throws Exception {
        Path layout = target.resolve("image/training");
        for (String name : classPath) {
            Path from = name.startsWith("libs/") ? target.resolve("lib").resolve(name.substring(5)) : jar;
            copy(from, layout.resolve(name));
            Files.setLastModifiedTime(layout.resolve(name), JIB_TIME);
        }
        Path cache = app.resolve("app.aot");
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        options.stream().filter(option -> !option.startsWith("-Djava.library.path")).forEach(command::add);
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Djava.library.path=" + app.resolve("native"), "-cp"));
        command.add(classPath.stream().map(name -> layout.resolve(name).toString()).collect(Collectors.joining(":")));
        command.add(mainClass);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(target.resolve("image/training.log").toFile());
        builder.environment().put("POD_NAME", "training");
        builder.environment().put("POD_IP", "127.77.77.77");
        for (String image : List.of("API_IMAGE", "WORKER_IMAGE")) {
            builder.environment().put(image, "none");
        }
        builder.environment().put("KUBERNETES_MASTER", "https://127.77.77.77:1");
        builder.environment().put("REDIS_URL", "redis://127.77.77.77:1");
        builder.environment().put("KUBECONFIG", "/none");
        Process process = builder.start();
        if (serves(process)) {
            process.waitFor(3, TimeUnit.SECONDS);
        }
        process.destroy();
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        delete(layout);
        if (!Files.exists(cache)) {
            throw new IOException("the training run made no cache: see " + target.resolve("image/training.log"));
        }
    }

    private static boolean serves(Process process) throws InterruptedException {
        for (long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(180); System.nanoTime() < giveUp; ) {
            try (Socket socket = new Socket("127.77.77.77", 9090)) {
                return true;
            } catch (IOException e) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return false;
    }

    private static String tool(String name, String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        if (ToolProvider.findFirst(name).orElseThrow().run(writer, writer, arguments) != 0) {
            throw new IllegalStateException(name + ": " + out);
        }
        return out.toString();
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return text;
    }

    private static Stream<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from.toRealPath(), to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void write(Path to, String text) throws IOException {
        Files.createDirectories(to.getParent());
        Files.writeString(to, text);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
