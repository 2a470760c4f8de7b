package dev.torsion.web.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.web.WebMount;
import dev.torsion.web.content.Contents;
import dev.torsion.web.content.LargeFile;
import dev.torsion.web.handler.FileHandlerMapping;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WebAutoConfigurationTests {

	private final AutoConfigurations configurations = AutoConfigurations.of(SslAutoConfiguration.class,
			NetworkAutoConfiguration.class, WebAutoConfiguration.class, ServletWebAutoConfiguration.class,
			WebFluxAutoConfiguration.class, HttpHandlerAutoConfiguration.class, CodecsAutoConfiguration.class,
			ErrorWebFluxAutoConfiguration.class);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path root;

	@SuppressWarnings("NullAway.Init")
	private ReactiveWebApplicationContextRunner runner;

	@BeforeEach
	void files() throws Exception {
		Files.writeString(this.root.resolve("index.html"), "home");
		Files.writeString(this.root.resolve("start.html"), "start");
		Files.writeString(this.root.resolve("oops.html"), "oops");
		Files.writeString(this.root.resolve("a.odd"), "0123456789".repeat(10));
		Files.createDirectory(this.root.resolve("empty"));
		this.runner = new ReactiveWebApplicationContextRunner().withConfiguration(this.configurations)
			.withPropertyValues("network.web.root=" + this.root, "spring.reactor.netty.shutdown-quiet-period=0s");
	}

	@Test
	void servesTheRoot() {
		this.runner.run((context) -> {
			get(context, "/").expectStatus().isOk().expectBody(String.class).isEqualTo("home");
			get(context, "/empty/").expectStatus().isNotFound();
		});
	}

	@Test
	void followsTheIndex() {
		this.runner.withPropertyValues("network.web.index=start.html")
			.run((context) -> get(context, "/").expectBody(String.class).isEqualTo("start"));
	}

	@Test
	void listsTheRoot() {
		this.runner.withPropertyValues("network.web.listing=true", "network.web.index=")
			.run((context) -> get(context, "/").expectBody(String.class)
				.value((body) -> assertThat(body).contains("a.odd", "empty/")));
	}

	@Test
	void limitsListings() {
		this.runner.withPropertyValues("network.web.listing=true", "network.web.index=", "network.web.max-listing=1")
			.run((context) -> get(context, "/").expectBody(String.class)
				.value((body) -> assertThat(body.split("<tr>")).hasSize(2)));
	}

	@Test
	void fallsBackToTryFiles() {
		this.runner.withPropertyValues("network.web.try-files=/index.html")
			.run((context) -> get(context, "/some/where").expectBody(String.class).isEqualTo("home"));
	}

	@Test
	void mountsMoreDirectories() throws Exception {
		Path doc = Files.createDirectory(this.root.resolve("empty/doc"));
		Files.writeString(doc.resolve("first.html"), "first");
		Files.writeString(doc.resolve("x.txt"), "x");
		this.runner
			.withPropertyValues("network.web.mounts[0].path=/doc/", "network.web.mounts[0].root=" + doc,
					"network.web.mounts[0].index=first.html", "network.web.mounts[0].try-files=/x.txt")
			.run((context) -> {
				get(context, "/doc/").expectBody(String.class).isEqualTo("first");
				get(context, "/doc/page").expectBody(String.class).isEqualTo("x");
				get(context, "/doc/index.html").expectStatus().isNotFound();
				get(context, "/page").expectStatus().isNotFound();
			});
	}

	@Test
	void takesMountsFromBeans() {
		this.runner.withUserConfiguration(Mounts.class).run((context) -> {
			get(context, "/bean/start.html").expectBody(String.class).isEqualTo("start");
			get(context, "/bean/").expectBody(String.class).value((body) -> assertThat(body).contains("a.odd"));
		});
	}

	@Test
	void addsMediaTypes() {
		this.runner.withPropertyValues("network.web.media-types.odd=text/odd")
			.run((context) -> get(context, "/a.odd").expectHeader().contentType("text/odd"));
	}

	@Test
	void sendsLargerFilesFromTheDisk() {
		this.runner.withPropertyValues("network.web.cache.max-file-size=10B").run((context) -> {
			assertThat(get(context, "/a.odd").expectBody().returnResult().getResponseBody()).hasSize(100);
			assertThat(context.getBean(Contents.class).recent("/a.odd")).isInstanceOf(LargeFile.class);
		});
	}

	@Test
	void believesNothingForNoTime() {
		this.runner.withPropertyValues("network.web.cache.valid=0s").run((context) -> {
			get(context, "/a.odd").expectStatus().isOk();
			assertThat(context.getBean(Contents.class).recent("/a.odd")).isNull();
		});
	}

	@Test
	void keepsNothingWithoutMemory() {
		this.runner.withPropertyValues("network.web.cache.max-size=0B").run((context) -> {
			get(context, "/a.odd").expectStatus().isOk();
			assertThat(context.getBean(Contents.class).recent("/a.odd")).isNull();
		});
	}

	@Test
	void keepsAsManyEntriesAsItMay() {
		this.runner.withPropertyValues("network.web.cache.max-entries=1").run((context) -> {
			get(context, "/a.odd").expectStatus().isOk();
			get(context, "/start.html").expectStatus().isOk();
			assertThat(context.getBean(Contents.class).recent("/a.odd")).isNotNull();
			assertThat(context.getBean(Contents.class).recent("/start.html")).isNull();
		});
	}

	@Test
	void namesErrorPages() {
		this.runner.withPropertyValues("network.web.error-pages=4xx.html").run((context) -> {
			Files.writeString(this.root.resolve("4xx.html"), "four");
			client(context).get()
				.uri("/nothing")
				.header("Accept", "text/html")
				.exchange()
				.expectStatus()
				.isNotFound()
				.expectBody(String.class)
				.isEqualTo("four");
		});
	}

	@Test
	void weakensTagsOfWhatIsCompressedOnItsWay() {
		this.runner.withPropertyValues("server.compression.enabled=true")
			.withUserConfiguration(Server.class)
			.run((context) -> get(context, "/").expectHeader()
				.value("ETag", (tag) -> assertThat(tag).startsWith("W/"))
				.expectHeader()
				.valueEquals("Vary", "Accept-Encoding"));
	}

	@Test
	void servesThroughAResponseThatIsDecorated() {
		this.runner.withUserConfiguration(Decorating.class)
			.withPropertyValues("network.web.cache.max-file-size=10B")
			.run((context) -> {
				get(context, "/").expectBody(String.class).isEqualTo("HOME");
				get(context, "/a.odd").expectBody(String.class).isEqualTo("0123456789".repeat(10));
			});
	}

	@Test
	void saysWhatTheFailureOfAFileMeans() {
		this.runner.withUserConfiguration(Failing.class).run((context) -> {
			get(context, "/failing/denied").expectStatus().isForbidden();
			get(context, "/failing/vanished").expectStatus().isNotFound();
			get(context, "/failing/vanished-large").expectStatus().isNotFound();
			get(context, "/failing/busy").expectStatus().isEqualTo(503);
			get(context, "/failing/broken").expectStatus().isEqualTo(500);
		});
	}

	@Test
	void followsTheCorsRulesOfTheApplication() {
		this.runner.withUserConfiguration(Cors.class).run((context) -> {
			client(context).get()
				.uri("http://localhost/")
				.header("Origin", "https://friend.example")
				.exchange()
				.expectHeader()
				.valueEquals("Access-Control-Allow-Origin", "https://friend.example");
			client(context).get()
				.uri("http://localhost/")
				.header("Origin", "https://foe.example")
				.exchange()
				.expectStatus()
				.isForbidden();
		});
	}

	@Test
	void isSwitchedOff() {
		this.runner.withPropertyValues("network.web.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(FileHandlerMapping.class));
	}

	@Test
	void saysWhatToSetWhenThereIsNothingToServe(CapturedOutput output) {
		new ReactiveWebApplicationContextRunner().withConfiguration(this.configurations).run((context) -> {
			assertThat(output).containsOnlyOnce("set network.web.root");
			get(context, "/").expectStatus().isNotFound();
		});
	}

	@Test
	void staysOutOfAnApplicationThatIsNoWebServer() {
		new ApplicationContextRunner().withConfiguration(this.configurations)
			.withPropertyValues("network.web.root=/nowhere")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FileHandlerMapping.class));
	}

	@Test
	void stopsInAServletApplication() {
		WebApplicationContextRunner servlet = new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebAutoConfiguration.class, ServletWebAutoConfiguration.class));
		servlet.run((context) -> {
			FailureAnalyzedException failure = failure(context.getStartupFailure());
			assertThat(failure.analysis().getDescription()).contains("servlet application", "Spring MVC");
			assertThat(failure.analysis().getAction()).contains("spring-boot-starter-webmvc",
					"spring.main.web-application-type=reactive", "network.web.enabled=false");
		});
		servlet.withPropertyValues("network.web.enabled=false").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void saysWhichRootIsMissing() {
		this.runner.withPropertyValues("network.web.root=" + this.root + "/nowhere")
			.run((context) -> assertThat(failure(context.getStartupFailure())).hasMessageContaining("nowhere")
				.hasMessageContaining("network.web.root"));
		this.runner
			.withPropertyValues("network.web.mounts[0].path=/a", "network.web.mounts[0].root=" + this.root + "/nowhere")
			.run((context) -> assertThat(failure(context.getStartupFailure()))
				.hasMessageContaining("network.web.mounts[0].root"));
	}

	@Test
	void saysWhatIsWrongWithAMount() {
		failsWith("is not set", "network.web.mounts[0].root=" + this.root);
		failsWith("is not set", "network.web.mounts[0].path=/a");
		failsWith("begin with a slash", "network.web.mounts[0].path=a", "network.web.mounts[0].root=" + this.root);
		failsWith("Two directories", "network.web.mounts[0].path=/", "network.web.mounts[0].root=" + this.root);
	}

	private void failsWith(String text, String... properties) {
		this.runner.withPropertyValues(properties)
			.run((context) -> assertThat(failure(context.getStartupFailure()).analysis().getDescription())
				.contains(text));
	}

	private static FailureAnalyzedException failure(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof FailureAnalyzedException analyzed) {
				return analyzed;
			}
		}
		throw new AssertionError("No analysis of " + failure, failure);
	}

	private static WebTestClient client(ApplicationContext context) {
		return WebTestClient.bindToApplicationContext(context).build();
	}

	private static WebTestClient.ResponseSpec get(ApplicationContext context, String path) {
		return client(context).get().uri(path).exchange();
	}

	@Configuration(proxyBeanMethods = false)
	static class Mounts {

		@Bean
		WebMount bean(WebProperties properties) {
			return WebMount.of("/bean", String.valueOf(properties.root())).withListing().withIndex();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorating {

		@Bean
		WebFilter shouting() {
			return (exchange, chain) -> chain
				.filter(exchange.mutate().response(new ShoutingResponse(exchange.getResponse())).build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		WebMount failing() {
			return WebMount.of("/failing", new FailingTree());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Cors implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://friend.example");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(ServerProperties.class)
	static class Server {

	}

}
