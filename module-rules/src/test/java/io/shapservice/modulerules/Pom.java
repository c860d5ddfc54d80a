package io.shapservice.modulerules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a pom.xml says about modules. */
record Pom(Element project) {

    static Pom read(Path file) throws IOException, SAXException, ParserConfigurationException {
        return new Pom(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement());
    }

    List<String> modules() {
        return elements(project.getElementsByTagName("module"))
                .map(Element::getTextContent)
                .toList();
    }

    /** The artifacts of this repository that the module's code (not only its tests) depends on. */
    Set<String> arrows() {
        return elements(project.getElementsByTagName("dependency"))
                .filter(dependency -> text(dependency, "groupId").equals("io.shapservice"))
                .filter(dependency -> !text(dependency, "scope").equals("test"))
                .map(dependency -> text(dependency, "artifactId"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String text(Element parent, String name) {
        return elements(parent.getElementsByTagName(name))
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }
}
