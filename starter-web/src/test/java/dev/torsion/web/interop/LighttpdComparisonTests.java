package dev.torsion.web.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.interop.Interop;
import dev.torsion.web.TestServer;
import dev.torsion.web.cgi.Scripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same requests to scripts through lighttpd's {@code mod_cgi} and through the
 * starter. Where the answers differ there has to be a reason, and where there is a reason
 * they have to differ; {@code docs/cgi-vs-lighttpd.md} shows all of it.
 */
@Interop({ "lighttpd", "perl" })
class LighttpdComparisonTests {

	private static final Path DOCUMENT = Path.of("../docs/cgi-vs-lighttpd.md");

	private static final String PAGE = """
			# CGI beside lighttpd

			The same %d requests, sent as bytes to Debian's lighttpd with `mod_cgi` and to `torsion-spring-boot-starter-web`, both with the same
			programs below `/cgis/` and the same `.pl` files. %d answers are the same; every other one is here with the reason why ours is right. A test
			(`LighttpdComparisonTests`) asks again with every `./check`, and fails when an answer changes or a reason is missing.

			Compared are the status, the headers a client acts on, those of the scripts, the body, and whether a client can tell that it has all of it.
			`/cgis/value?NAME` answers with the variable of that name as the script has it. The text of an error is each server's own.

			| request | lighttpd | Torsion | why ours is right |
			|---|---|---|---|
			%s""";

	@Test
	void answersAsLighttpdDoesUnlessThereIsAReason(@TempDir Path work) throws Exception {
		Path root = root(work);
		Path programs = SampleScripts.create(work);
		List<Comparison> comparisons = new ArrayList<>();
		try (Daemon lighttpd = Lighttpd.serve(root, programs, work); TestServer ours = serve(root, programs)) {
			for (Question question : ScriptQuestions.ALL) {
				comparisons.add(new Comparison(question, ask(lighttpd.port(), question, work),
						ask(ours.port(), question, work)));
			}
		}
		Map<String, Object> unexplained = new LinkedHashMap<>();
		comparisons.stream()
			.filter((comparison) -> !comparison.differences().keySet().equals(comparison.question().reasons().keySet()))
			.forEach((comparison) -> unexplained.put(comparison.question().title(), comparison.differences()));
		Path rendered = Files.writeString(Path.of("target/cgi-vs-lighttpd.md"), Comparison.document(PAGE, comparisons));
		assertThat(unexplained).as("differences without a reason, or reasons without a difference").isEmpty();
		assertThat(comparisons).filteredOn((comparison) -> comparison.question().version().equals("HTTP/1.0"))
			.as("HTTP/1.0 knows no chunks")
			.noneMatch((comparison) -> comparison.ours().headers().containsKey("transfer-encoding"));
		assertThat(DOCUMENT).as("the document; copy " + rendered + " there").hasSameTextualContentAs(rendered);
	}

	/**
	 * Nothing of this machine is in the document. That a body has the length it was
	 * announced with is seen; whether lighttpd announces one depends on how fast the
	 * program was.
	 */
	private static RawExchange ask(int port, Question question, Path work) throws IOException {
		String real = work.toRealPath().toString();
		return RawExchange.send(port, question.bytes("", ""))
			.without("content-length")
			.with((body) -> body.replace(real, "/srv")
				.replaceAll("^" + port + "\n", "the port\n")
				.replaceAll("lighttpd/[0-9.]+", "lighttpd"));
	}

	private static Path root(Path work) throws IOException {
		Path root = Files.createDirectories(work.resolve("htdocs"));
		Files.writeString(root.resolve("index.html"), "the index");
		String script = "print \"Content-Type: text/plain\\n\\n$ENV{SCRIPT_NAME} $ENV{PATH_INFO}\\n\";";
		Scripts.executable(root, "script.pl", script);
		Scripts.executable(root, "script.pl~", script);
		Scripts.executable(Files.createDirectory(root.resolve("dir")), "index.pl", script);
		return root;
	}

	private static TestServer serve(Path root, Path programs) {
		return TestServer.start(TestServer.class, "network.web.root=" + root,
				"network.web.index=index.html,index.htm,index.pl", "network.web.processors[0].extension=pl",
				"network.web.processors[0].run=/usr/bin/perl", "network.web.mounts[0].path=/cgis",
				"network.web.mounts[0].cgi=" + programs);
	}

}
