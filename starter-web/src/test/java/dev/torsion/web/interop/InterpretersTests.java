package dev.torsion.web.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.torsion.DocExamples;
import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import dev.torsion.web.CgiGateway;
import dev.torsion.web.FilteredScript;
import dev.torsion.web.GuideSite;
import dev.torsion.web.TestServer;
import dev.torsion.web.WebMount;
import dev.torsion.web.cgi.Scripts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real interpreters, asked by a real client.
 */
@Interop({ "curl", "perl", "php-cgi", "python3" })
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterpretersTests {

	private static final String PERL = """
			use strict;
			use warnings;
			read(STDIN, my $body, $ENV{CONTENT_LENGTH} // 0);
			print "Content-Type: text/plain\\r\\n\\r\\n";
			print "perl: $ENV{REQUEST_METHOD} $ENV{SCRIPT_NAME} ", $ENV{PATH_INFO} // "-", " $ENV{QUERY_STRING} $body\\n";
			""";

	private static final String PYTHON = """
			import os, sys
			body = sys.stdin.buffer.read(int(os.environ.get("CONTENT_LENGTH", "0"))).decode()
			print("Content-Type: text/plain\\n")
			print("python:", os.environ["REQUEST_METHOD"], os.environ["SCRIPT_NAME"], os.environ.get("PATH_INFO", "-"), body)
			""";

	private static final String PHP = """
			<?php
			header("Content-Type: text/plain;charset=UTF-8");
			foreach (["REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO", "PHP_SELF", "REQUEST_URI", "QUERY_STRING"] as $name) {
				echo $name, "=", $_SERVER[$name], "\\n";
			}
			echo "GET ", json_encode($_GET), " POST ", json_encode($_POST), "\\n";
			""";

	@TempDir
	private Path www;

	@BeforeEach
	void write() throws IOException {
		Path root = Files.createDirectories(this.www.resolve("htdocs/both"));
		for (String directory : List.of("htdocs/perl", "htdocs/files", "doc", "cgi-bin")) {
			Files.createDirectories(this.www.resolve(directory));
		}
		Files.writeString(root.resolve("index.html"), "a page");
		Files.writeString(root.resolve("index.pl"), PERL);
		Files.writeString(this.www.resolve("htdocs/index.html"), "home");
		Files.writeString(this.www.resolve("htdocs/perl/index.pl"), PERL);
		Files.writeString(this.www.resolve("htdocs/files/index.htm"), "files");
		Files.writeString(this.www.resolve("doc/a.txt"), "a text");
		Scripts.executable(this.www.resolve("cgi-bin"), "hello", "#!/usr/bin/perl\n" + PERL);
	}

	private String curl(TestServer server, String... arguments) {
		List<String> line = new ArrayList<>(List.of(arguments));
		int last = line.size() - 1;
		line.set(last, "http://127.0.0.1:" + server.port() + line.get(last));
		return new Client("curl", this.www, Map.of(), "-sSi").run(line.toArray(String[]::new)).replace("\r", "");
	}

	@Test
	void theExampleOfTheGuideRunsPerl() {
		String[] properties = GuideSite.properties("cgi", "/var/www", this.www).toArray(String[]::new);
		try (TestServer server = TestServer.start(TestServer.class, properties)) {
			answersAsTheGuideSays(server);
		}
	}

	@Test
	void theExampleOfTheGuideInJavaRunsPerl() {
		assertThat(DocExamples.of("docs/web.md").code("cgi-beans"))
			.isEqualTo(DocExamples.tagged(InterpretersTests.class, "cgi-beans"));
		try (TestServer server = TestServer.start(CgiBeans.class, "guide.www=" + this.www)) {
			answersAsTheGuideSays(server);
		}
	}

	private void answersAsTheGuideSays(TestServer server) {
		assertThat(curl(server, "/")).startsWith("HTTP/1.1 200").endsWith("\n\nhome");
		assertThat(curl(server, "/both/")).endsWith("\n\na page");
		assertThat(curl(server, "/files/")).endsWith("\n\nfiles");
		assertThat(curl(server, "/perl/?a=1")).endsWith("\n\nperl: GET /perl/index.pl - a=1 \n");
		assertThat(curl(server, "/perl/index.pl/x")).endsWith("\n\nperl: GET /perl/index.pl /x  \n");
		assertThat(curl(server, "-L", "/perl")).endsWith("\n\nperl: GET /perl/index.pl -  \n");
		assertThat(curl(server, "-d", "b=2", "/cgis/hello/x/y?a")).endsWith("\n\nperl: POST /cgis/hello /x/y a b=2\n");
		assertThat(curl(server, "/doc/a.txt")).endsWith("\n\na text");
		assertThat(curl(server, "/cgis/none")).startsWith("HTTP/1.1 404");
	}

	private TestServer interpreters() {
		return TestServer.start(TestServer.class, "network.web.root=" + this.www.resolve("htdocs"),
				"network.web.index=index.pl,index.html", "network.web.processors[0].extension=pl",
				"network.web.processors[0].run=/usr/bin/perl", "network.web.processors[1].extension=php",
				"network.web.processors[1].run=" + RealPeer.require("php-cgi"),
				"network.web.processors[2].extension=py", "network.web.processors[2].run=/usr/bin/python3");
	}

	@Test
	void runsPerlAndPythonSideBySide() throws IOException {
		Files.writeString(this.www.resolve("htdocs/a.py"), PYTHON);
		Files.writeString(this.www.resolve("htdocs/a.pl"), PERL);
		try (TestServer server = interpreters()) {
			assertThat(curl(server, "-d", "b=2", "/a.py/x")).endsWith("\n\npython: POST /a.py /x b=2\n");
			assertThat(curl(server, "-d", "b=2", "/a.pl/x")).endsWith("\n\nperl: POST /a.pl /x  b=2\n");
			assertThat(curl(server, "-T", "/etc/hostname", "/a.py")).contains("\n\npython: PUT /a.py - ");
		}
	}

	@Test
	void takesTheFirstIndexThatIsThere() {
		try (TestServer server = interpreters()) {
			assertThat(curl(server, "/both/")).endsWith("\n\nperl: GET /both/index.pl -  \n");
			assertThat(curl(server, "/")).endsWith("\n\nhome");
		}
	}

	@Test
	void runsPhp() throws IOException {
		Files.writeString(this.www.resolve("htdocs/a.php"), PHP);
		try (TestServer server = interpreters()) {
			assertThat(curl(server, "-d", "name=J%C3%BCrgen&b[]=1&b[]=2", "/a.php/x/y?q=%26"))
				.startsWith("HTTP/1.1 200")
				.containsIgnoringCase("\ncontent-type: text/plain;charset=utf-8\n")
				.endsWith("""

						REQUEST_METHOD=POST
						SCRIPT_NAME=/a.php
						PATH_INFO=/x/y
						PHP_SELF=/a.php/x/y
						REQUEST_URI=/a.php/x/y?q=%26
						QUERY_STRING=q=%26
						GET {"q":"&"} POST {"name":"J\\u00fcrgen","b":["1","2"]}
						""");
		}
	}

	@Test
	void redirectsAsPhpSays() throws IOException {
		Files.writeString(this.www.resolve("htdocs/a.php"), "<?php header('Location: /b.php?x=1'); echo 'gone';");
		Files.writeString(this.www.resolve("htdocs/b.php"), "<?php echo 'arrived ', $_GET['x'];");
		try (TestServer server = interpreters()) {
			assertThat(curl(server, "/a.php")).startsWith("HTTP/1.1 302")
				.containsIgnoringCase("\nlocation: /b.php?x=1\n");
			assertThat(curl(server, "-L", "/a.php")).endsWith("\n\narrived 1");
		}
	}

	@Test
	void saysThatPhpHasFailed() throws IOException {
		Files.writeString(this.www.resolve("htdocs/a.php"),
				"<?php ini_set('display_errors', '0'); $secret = 'secret'; undefined($secret);");
		try (TestServer server = interpreters()) {
			assertThat(curl(server, "/a.php")).startsWith("HTTP/1.1 500").doesNotContain("secret", "undefined");
			Files.writeString(this.www.resolve("htdocs/b.php"), "<?php this is no PHP");
			assertThat(curl(server, "/b.php")).doesNotContain("this is no");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(GuideSite.Relocation.class)
	static class CgiBeans {

		// tag::cgi-beans[]
		@Bean
		WebMount site() {
			return WebMount.of("/", "/var/www/htdocs").withIndex("index.html", "index.htm", "index.pl");
		}

		@Bean
		WebMount doc() {
			return WebMount.of("/doc", "/var/www/doc");
		}

		@Bean
		WebMount cgis() {
			return WebMount.cgi("/cgis", "/var/www/cgi-bin");
		}

		@Bean
		FilteredScript perl(CgiGateway gateway) {
			return new FilteredScript(gateway, "pl", "/usr/bin/perl");
		}
		// end::cgi-beans[]

	}

}
