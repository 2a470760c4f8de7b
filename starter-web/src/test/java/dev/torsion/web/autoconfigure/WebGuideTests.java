package dev.torsion.web.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.torsion.DocExamples;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.web.CgiGateway;
import dev.torsion.web.FilteredScript;
import dev.torsion.web.Script;
import dev.torsion.web.WebMount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

class WebGuideTests {

	private final DocExamples guide = DocExamples.of("docs/web.md");

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				WebAutoConfiguration.class, WebFluxAutoConfiguration.class, HttpHandlerAutoConfiguration.class,
				CodecsAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "root, /, home", "mounts, /doc/, a.txt", "mounts, /logo/logo.txt, torsion", "spa, /, home",
			"spa, /about, about", "spa, /orders/1, home", "site, /, home", "site, /doc/, a.txt",
			"cgi, /, /usr/bin/perl WWW/htdocs/index.pl", "cgi, /cgis/hello/x, WWW/cgi-bin/hello",
			"cgi, /doc/a.txt, a" })
	void servesWhatTheExamplesSay(String example, String path, String expected, @TempDir Path www) throws Exception {
		if (example.equals("cgi")) {
			write(www.resolve("htdocs/index.pl"), "print 'source'");
			write(www.resolve("cgi-bin/hello"), "#!/bin/sh");
			assertThat(www.resolve("cgi-bin/hello").toFile().setExecutable(true)).isTrue();
		}
		else {
			write(www.resolve("htdocs/index.html"), "home");
		}
		write(www.resolve("app/index.html"), "home");
		write(www.resolve("app/about.html"), "about");
		write(www.resolve("doc/a.txt"), "a");
		String real = www.toRealPath().toString();
		this.runner.withBean(CgiGateway.class, () -> WebGuideTests::echo).withInitializer((context) -> {
			for (PropertySource<?> source : this.guide.yaml(example)) {
				context.getEnvironment().getPropertySources().addFirst(new Relocated(source, www));
			}
		})
			.run((context) -> WebTestClient.bindToApplicationContext(context)
				.build()
				.get()
				.uri(path)
				.header(HttpHeaders.ACCEPT, "text/html")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(String.class)
				.value((body) -> assertThat(body).contains(expected.replace("WWW", real))));
	}

	@Test
	void showsTheJavaThatIsTested() {
		assertThat(this.guide.code("mount-bean")).isEqualTo(DocExamples.tagged(WebGuideTests.class, "mount-bean"));
		assertThat(this.guide.code("site-beans")).isEqualTo(DocExamples.tagged(WebGuideTests.class, "site-beans"));
		assertThat(this.guide.code("cgi-beans")).isEqualTo(DocExamples.tagged(WebGuideTests.class, "cgi-beans"));
		assertThat(this.guide.code("security"))
			.isEqualTo(DocExamples.tagged(SecuredApplicationTests.class, "security"));
		assertThat(new Manual().manual()).hasToString("/manual -> /var/www/manual")
			.satisfies((mount) -> assertThat(mount.listing()).isTrue())
			.satisfies((mount) -> assertThat(mount.index()).containsExactly("start.html"));
		assertThat(new CgiBeans().cgis()).hasToString("/cgis -> cgi /var/www/cgi-bin");
		assertThat(new CgiBeans().perl(WebGuideTests::echo)).hasToString("pl -> /usr/bin/perl");
	}

	private static Mono<Void> echo(ServerWebExchange exchange, Script script, List<String> command) {
		byte[] text = String.join(" ", command).getBytes(StandardCharsets.UTF_8);
		ServerHttpResponse response = exchange.getResponse();
		return response.writeWith(Mono.just(response.bufferFactory().wrap(text)));
	}

	private static void write(Path file, String text) throws Exception {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	@Configuration(proxyBeanMethods = false)
	static class Manual {

		// tag::mount-bean[]
		@Bean
		WebMount manual() {
			return WebMount.of("/manual", "/var/www/manual").withListing().withIndex("start.html");
		}
		// end::mount-bean[]

	}

	@Configuration(proxyBeanMethods = false)
	static class SiteBeans {

		// tag::site-beans[]
		@Bean
		WebMount site() {
			return WebMount.of("/", "/var/www/htdocs").withIndex("index.html", "index.htm");
		}

		@Bean
		WebMount doc() {
			return WebMount.of("/doc", "/var/www/doc").withListing();
		}
		// end::site-beans[]

	}

	@Configuration(proxyBeanMethods = false)
	static class CgiBeans {

		// tag::cgi-beans[]
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

	/**
	 * The properties of an example, with {@code /var/www} somewhere else.
	 */
	private static final class Relocated extends EnumerablePropertySource<PropertySource<?>> {

		private final Path www;

		Relocated(PropertySource<?> source, Path www) {
			super(source.getName(), source);
			this.www = www;
		}

		@Override
		public String[] getPropertyNames() {
			return ((EnumerablePropertySource<?>) this.source).getPropertyNames();
		}

		@Override
		public @Nullable Object getProperty(String name) {
			Object value = this.source.getProperty(name);
			return (value != null) ? value.toString().replace("/var/www", this.www.toString()) : null;
		}

	}

}
