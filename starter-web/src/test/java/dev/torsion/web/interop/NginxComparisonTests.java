package dev.torsion.web.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.interop.Interop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same requests to nginx and to the starter. Where the answers differ there has to be
 * a reason, and where there is a reason they have to differ; {@code docs/web-vs-nginx.md}
 * shows all of it.
 */
@Interop("nginx")
class NginxComparisonTests {

	private static final Path DOCUMENT = Path.of("../docs/web-vs-nginx.md");

	private static final String PAGE = """
			# The web server beside nginx

			The same %d requests, sent as bytes to nginx and to `torsion-spring-boot-starter-web`, both serving the same folder with its index
			files and a listing below `/doc/`. %d answers are the same; every other one is here with the reason why ours is right. A test
			(`NginxComparisonTests`) asks again with every `./check`, and fails when an answer changes or a reason is missing.

			Compared are the status and what a client acts on: `Content-Type`, `Content-Length`, `Content-Range`, `Accept-Ranges`, `ETag` (that there
			is one, and its strength), `Last-Modified`, `Location`, `Allow`, `Vary`, `Content-Encoding`, and the body. The text of an error is each
			server's own.

			| request | nginx | Torsion | why ours is right |
			|---|---|---|---|
			%s""";

	@Test
	void answersAsNginxDoesUnlessThereIsAReason(@TempDir Path work) throws Exception {
		Path root = SampleSite.create(work);
		List<Comparison> comparisons = new ArrayList<>();
		try (Daemon nginx = Nginx.serve(root, work); ConfigurableApplicationContext ours = serve(root)) {
			int port = ours.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			for (Question question : Questions.ALL) {
				comparisons.add(new Comparison(question, answer(nginx.port(), question), answer(port, question)));
			}
		}
		Map<String, Object> unexplained = new LinkedHashMap<>();
		comparisons.stream()
			.filter((comparison) -> !comparison.differences().keySet().equals(comparison.question().reasons().keySet()))
			.forEach((comparison) -> unexplained.put(comparison.question().title(), comparison.differences()));
		Path rendered = Files.writeString(Path.of("target/web-vs-nginx.md"), Comparison.document(PAGE, comparisons));
		assertThat(unexplained).as("differences without a reason, or reasons without a difference").isEmpty();
		assertThat(DOCUMENT).as("the document; copy " + rendered + " there").hasSameTextualContentAs(rendered);
	}

	private static RawExchange answer(int port, Question question) throws IOException {
		RawExchange small = RawExchange.send(port, Question.ask("HEAD /small.txt").bytes("", ""));
		return RawExchange.send(port, question.bytes(small.header("etag"), small.header("last-modified")));
	}

	private static ConfigurableApplicationContext serve(Path root) {
		return SpringApplication.run(Application.class, "--server.port=0",
				"--server.address=" + InetAddress.getLoopbackAddress().getHostAddress(), "--network.web.root=" + root,
				"--network.web.mounts[0].path=/doc", "--network.web.mounts[0].root=" + root.resolve("doc"),
				"--network.web.mounts[0].listing=true", "--spring.main.banner-mode=off",
				"--spring.reactor.netty.shutdown-quiet-period=0s");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = ReactiveWebSecurityAutoConfiguration.class)
	static class Application {

	}

}
