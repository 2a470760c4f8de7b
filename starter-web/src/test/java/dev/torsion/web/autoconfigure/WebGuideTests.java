package dev.torsion.web.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.DocExamples;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.web.WebMount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class WebGuideTests {

	private final DocExamples guide = DocExamples.of("docs/web.md");

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				WebAutoConfiguration.class, WebFluxAutoConfiguration.class, HttpHandlerAutoConfiguration.class,
				CodecsAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s");

	@ParameterizedTest
	@CsvSource({ "root, /, home", "mounts, /doc/, a.txt", "mounts, /logo/logo.txt, torsion", "spa, /, home",
			"spa, /about, about", "spa, /orders/1, home", "site, /, home", "site, /doc/, a.txt" })
	void servesWhatTheExamplesSay(String example, String path, String expected, @TempDir Path www) throws Exception {
		write(www.resolve("htdocs/index.html"), "home");
		write(www.resolve("app/index.html"), "home");
		write(www.resolve("app/about.html"), "about");
		write(www.resolve("doc/a.txt"), "a");
		this.runner.withInitializer((context) -> {
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
				.value((body) -> assertThat(body).contains(expected)));
	}

	@Test
	void showsTheJavaThatIsTested() {
		assertThat(this.guide.code("mount-bean")).isEqualTo(DocExamples.tagged(WebGuideTests.class, "mount-bean"));
		assertThat(this.guide.code("site-beans")).isEqualTo(DocExamples.tagged(WebGuideTests.class, "site-beans"));
		assertThat(this.guide.code("security"))
			.isEqualTo(DocExamples.tagged(SecuredApplicationTests.class, "security"));
		assertThat(new Manual().manual()).hasToString("/manual -> /var/www/manual")
			.satisfies((mount) -> assertThat(mount.listing()).isTrue())
			.satisfies((mount) -> assertThat(mount.index()).containsExactly("start.html"));
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
