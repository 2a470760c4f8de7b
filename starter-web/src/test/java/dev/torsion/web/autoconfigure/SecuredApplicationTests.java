package dev.torsion.web.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import dev.torsion.web.RawHttp.Response;
import dev.torsion.web.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

class SecuredApplicationTests {

	private static final String USER = "Authorization: Basic "
			+ Base64.getEncoder().encodeToString("user:secret".getBytes());

	@Test
	void keepsRulesAndControllersBeforeFiles(@TempDir Path root) throws Exception {
		Files.writeString(root.resolve("open.txt"), "open");
		Files.createDirectory(root.resolve("private"));
		Files.writeString(root.resolve("private/a.txt"), "hidden");
		Files.write(root.resolve("private/large.bin"), new byte[200_000]);
		Files.writeString(root.resolve("api"), "not this");
		try (TestServer server = TestServer.secured(Application.class, "network.web.root=" + root,
				"spring.security.user.password=secret")) {
			assertThat(server.get("/open.txt").body()).isEqualTo("open");
			assertThat(server.get("/api").body()).isEqualTo("controller");
			for (String path : new String[] { "/private/a.txt", "/private/large.bin", "/private/",
					"/private/%61.txt" }) {
				assertThat(server.get(path).status()).as(path).isEqualTo(401);
			}
			Response allowed = server.get("/private/a.txt", USER);
			assertThat(allowed.body()).isEqualTo("hidden");
			assertThat(server.get("/private/a.txt").status()).as("from memory").isEqualTo(401);
			assertThat(server.get("/private/large.bin", USER).bytes()).hasSize(200_000);
			assertThat(allowed.headers()).containsEntry("X-Content-Type-Options", "nosniff")
				.containsEntry("X-Frame-Options", "DENY");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@RestController
	static class Application {

		// tag::security[]
		@Bean
		SecurityWebFilterChain rules(ServerHttpSecurity http) {
			return http
				.authorizeExchange(
						(rules) -> rules.pathMatchers("/private/**").authenticated().anyExchange().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}
		// end::security[]

		@GetMapping("/api")
		String api() {
			return "controller";
		}

	}

}
