"""Our side of a differential test: ours.Margins() is one JVM that answers with the margins of any model and rows.

Needs the engine compiled: ./mvnw -q -pl engine compile, and a JDK 25 (JAVA_HOME, or java on the PATH)."""
import glob, os, subprocess, tempfile
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
JARS = "com/fasterxml/jackson/core/jackson-core com/google/protobuf/protobuf-javalite de/siegmar/fastcsv org/jspecify/jspecify".split()


def class_path():
    repository = os.environ.get("MAVEN_REPOSITORY", os.path.expanduser("~/.m2/repository"))
    jars = [sorted(glob.glob(os.path.join(repository, jar, "*", "*.jar")))[-1] for jar in JARS]
    return os.pathsep.join([os.environ.get("ENGINE_CLASSES", os.path.join(HERE, "..", "target", "classes")), *jars])


class Refused(Exception):
    pass


class Margins:
    def __init__(self):
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
        command = [java, "-cp", class_path(), os.path.join(HERE, "Margins.java")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.rows = tempfile.NamedTemporaryFile(suffix=".npy")

    def of(self, model, rows):
        """link, features, margins [n, K] of the model file for rows [n, F]"""
        np.save(self.rows.name, np.ascontiguousarray(rows, float))
        self.process.stdin.write("%s\t%s\n" % (os.path.abspath(model), self.rows.name))
        self.process.stdin.flush()
        answer = self.process.stdout.readline().rstrip("\n").split(" ")
        if answer[0] != "ok":
            raise Refused(" ".join(answer[1:]) or "the JVM ended")
        return answer[1], int(answer[3]), np.array(answer[4:], float).reshape(len(rows), int(answer[2]))


def linked(link, margin):
    """what the library's plain predict shows"""
    with np.errstate(over="ignore"):
        if link == "LOGISTIC":
            return 1 / (1 + np.exp(-margin))
        if link == "EXP":
            return np.exp(margin)
        if link == "SOFTMAX":
            e = np.exp(margin - margin.max(1, keepdims=True))
            return e / e.sum(1, keepdims=True)
    return margin
