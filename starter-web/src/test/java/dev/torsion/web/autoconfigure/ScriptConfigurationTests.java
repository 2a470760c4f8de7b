package dev.torsion.web.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.web.CgiGateway;
import dev.torsion.web.FilteredScript;
import dev.torsion.web.WebMount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class ScriptConfigurationTests {

	private static final String SH = "network.web.processors[0].run=/bin/sh";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path temporary;

	@SuppressWarnings("NullAway.Init")
	private Path www;

	@SuppressWarnings("NullAway.Init")
	private Path cgi;

	@SuppressWarnings("NullAway.Init")
	private ReactiveWebApplicationContextRunner runner;

	@BeforeEach
	void files() throws Exception {
		this.www = Files.createDirectory(this.temporary.resolve("www"));
		this.cgi = Files.createDirectory(this.temporary.resolve("cgi"));
		Files.writeString(this.www.resolve("a.pl"), "print 'source'");
		Files.writeString(this.cgi.resolve("run"), "#!/bin/sh").toFile().setExecutable(true);
		this.runner = new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
					WebAutoConfiguration.class, WebFluxAutoConfiguration.class, HttpHandlerAutoConfiguration.class,
					CodecsAutoConfiguration.class))
			.withPropertyValues("network.web.root=" + this.www, "spring.reactor.netty.shutdown-quiet-period=0s");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pl", ".pl", "PL" })
	void handsFilesToTheirInterpreter(String extension) {
		echoing()
			.withPropertyValues("network.web.processors[0].extension=" + extension,
					"network.web.processors[0].run=/bin/sh,-e")
			.run((context) -> assertThat(body(context, "/a.pl/info"))
				.isEqualTo("[/bin/sh, -e, " + this.www.toRealPath().resolve("a.pl") + "] /a.pl /info"));
	}

	@Test
	void runsProgramsOfACgiDirectory() {
		echoing().withPropertyValues("network.web.mounts[0].path=/cgis", "network.web.mounts[0].cgi=" + this.cgi)
			.run((context) -> assertThat(body(context, "/cgis/run"))
				.isEqualTo("[" + this.cgi.toRealPath().resolve("run") + "] /cgis/run "));
	}

	@Test
	void takesBothFromBeans() {
		echoing().withBean(WebMount.class, () -> WebMount.cgi("/cgis", this.cgi.toString()))
			.withUserConfiguration(ScriptBeans.class)
			.run((context) -> {
				assertThat(body(context, "/cgis/run")).endsWith("/run] /cgis/run ");
				assertThat(body(context, "/a.pl")).startsWith("[/bin/sh, ").endsWith("/a.pl] /a.pl ");
			});
	}

	@Test
	void keepsTheNamesOfVariables() {
		this.runner
			.withPropertyValues("network.web.cgi.path=/bin", "network.web.cgi.environment[0].name=GIT_PROJECT_ROOT",
					"network.web.cgi.environment[0].value=/srv/git,x=y",
					"network.web.cgi.pass-environment=HOME,NOT_SET")
			.run((context) -> assertThat(
					CgiEnvironment.of(context.getBean(CgiProperties.class), Map.of("HOME", "/root", "SECRET", "x")))
				.containsExactly(Map.entry("HOME", "/root"), Map.entry("PATH", "/bin"),
						Map.entry("GIT_PROJECT_ROOT", "/srv/git,x=y")));
	}

	@Test
	void limitsProgramsUnlessTold() {
		this.runner.run((context) -> assertThat(context.getBean(CgiProperties.class))
			.isEqualTo(new CgiProperties("/usr/local/bin:/usr/bin:/bin", List.of(), List.of(), false, 16, 64,
					Duration.ofSeconds(10), 8, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(10),
					DataSize.ofMegabytes(64), DataSize.ofKilobytes(64), DataSize.ofGigabytes(1), true,
					DataSize.ofKilobytes(64), 100, DataSize.ofKilobytes(64), null, null, null)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "pl | | .run is not set", "'' | /bin/sh | The extension  of network.web.processors[0] is not one",
					"a.pl | /bin/sh | The extension a.pl of", "p/l | /bin/sh | The extension p/l of",
					"pl | perl | perl of network.web.processors[0] is not an absolute path",
					"pl | /no/such/perl | /no/such/perl of network.web.processors[0] does not exist",
					"pl | /bin | does not exist", "pl | /etc/passwd | cannot be executed by the user" })
	void saysWhatIsWrongWithAProcessor(String extension, @Nullable String run, String text) {
		String command = (run != null) ? "network.web.processors[0].run=" + run : "unused=true";
		FailureAnalysis failure = failure("network.web.processors[0].extension=" + extension, command);
		assertThat(failure.getDescription().replace("'", "")).contains(text);
		assertThat(failure.getAction()).isNotEmpty();
	}

	@Test
	void saysThatAnExtensionHasTwoProcessors() {
		assertThat(failure("network.web.processors[0].extension=pl", SH, "network.web.processors[1].extension=.PL",
				"network.web.processors[1].run=/bin/sh")
			.getDescription()).contains("'pl'", "network.web.processors[0]", "network.web.processors[1]");
		this.runner = this.runner.withUserConfiguration(ScriptBeans.class);
		assertThat(failure("network.web.processors[0].extension=pl", SH).getDescription())
			.contains("network.web.processors[0]", "the ScriptProcessor bean 'pl -> /bin/sh'");
	}

	@Test
	void saysWhatIsWrongWithACgiDirectory() throws Exception {
		String path = "network.web.mounts[0].path=/cgis";
		String directory = "network.web.mounts[0].cgi=" + this.cgi;
		assertThat(failure(path).getAction()).contains("a cgi directory");
		assertThat(failure(path, directory, "network.web.mounts[0].root=" + this.www).getDescription())
			.contains("both a root and a cgi");
		for (String not : List.of("listing=true", "index=a.html", "try-files=/a")) {
			assertThat(failure(path, directory, "network.web.mounts[0]." + not).getDescription())
				.contains("network.web.mounts[0].cgi has a listing, index files or try-files");
		}
		assertThat(failure(path, "network.web.mounts[0].cgi=classpath:/static").getDescription())
			.contains("is on the class path");
		assertThat(failure(path, directory + "/none").getDescription()).contains("does not exist",
				"network.web.mounts[0].cgi");
		assertThat(failure(path, directory + "/run").getDescription()).contains("is not a directory");
	}

	@Test
	void saysThatProgramsCouldBeFetched() throws Exception {
		String path = "network.web.mounts[0].path=/cgis";
		Path inside = Files.createDirectory(this.www.resolve("cgi-bin"));
		Path link = Files.createSymbolicLink(this.temporary.resolve("link"), inside);
		for (Path directory : List.of(this.www, inside, link, this.temporary)) {
			assertThat(failure(path, "network.web.mounts[0].cgi=" + directory).getDescription())
				.contains("could be fetched instead of run", "network.web.root", "network.web.mounts[0].cgi");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "environment[0].name=a-b", "environment[0].name=A=B", "environment[0].value=x",
			"environment[0].name=1", "pass-environment=A B" })
	void saysWhichVariableHasNoName(String property) {
		assertThat(failure("network.web.cgi." + property).getDescription()).contains("is not the name of a variable");
	}

	@Test
	void refusesAMountOfTheWrongKind() {
		this.runner = this.runner.withBean(WebMount.class,
				() -> WebMount.cgi("/cgis", this.cgi.toString()).withListing());
		assertThat(failure().getDescription()).contains("the WebMount bean for '/cgis/' has a listing");
	}

	private ReactiveWebApplicationContextRunner echoing() {
		return this.runner.withBean(CgiGateway.class, () -> (exchange, script, command) -> {
			byte[] text = (command + " " + script.scriptName() + " " + script.pathInfo())
				.getBytes(StandardCharsets.UTF_8);
			return exchange.getResponse().writeWith(Mono.just(exchange.getResponse().bufferFactory().wrap(text)));
		});
	}

	private FailureAnalysis failure(String... properties) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.runner.withPropertyValues(properties).run((context) -> {
			for (Throwable cause = context.getStartupFailure(); cause != null; cause = cause.getCause()) {
				if (cause instanceof FailureAnalyzedException analyzed) {
					analysis[0] = analyzed.analysis();
				}
			}
			assertThat(analysis[0]).as("analysis of %s", context.getStartupFailure()).isNotNull();
		});
		return analysis[0];
	}

	private static @Nullable String body(ApplicationContext context, String path) {
		return WebTestClient.bindToApplicationContext(context)
			.build()
			.method(HttpMethod.POST)
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	@Configuration(proxyBeanMethods = false)
	static class ScriptBeans {

		@Bean
		FilteredScript perl(CgiGateway gateway) {
			return new FilteredScript(gateway, "pl", "/bin/sh");
		}

	}

}
