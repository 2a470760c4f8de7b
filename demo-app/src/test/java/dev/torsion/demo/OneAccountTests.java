package dev.torsion.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.torsion.cred.LoginContext;
import dev.torsion.cred.Portal;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.account.WritableAccountStore;
import dev.torsion.cred.sasl.MailDoor;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.cred.service.AccountService;
import dev.torsion.enterprise.Database;
import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One account in one table, by HTTP and by a protocol of the application's own.
 */
class OneAccountTests {

	@Test
	@Timeout(120)
	@Interop({ "curl", "gsasl" })
	void logsInByHttpAndBySasl(@TempDir Path data) throws Exception {
		try (ConfigurableApplicationContext demo = new SpringApplicationBuilder(DemoApplication.class, Door.class).run(
				"--server.port=0", "--network.names.port=0", "--network.mail.smtp.port=0",
				"--network.mail.submission.port=0", "--network.mail.pop3.port=0", "--network.conch.port=0",
				"--network.words.irc.port=0", "--network.data=" + data, "--network.cred.throttle.trusted=127.0.0.1",
				"--spring.reactor.netty.shutdown-quiet-period=0s")) {
			String http = demo.getEnvironment().getRequiredProperty("local.server.port");
			String smtp = demo.getEnvironment().getRequiredProperty("local.network.door.port");
			demo.getBean(WritableAccountStore.class).create(bcrypt("bob", "battery staple")).block();

			assertThat(gsasl(smtp, "PLAIN", "wrong")).contains("535 5.7.8");
			assertThat(gsasl(smtp, "SCRAM-SHA-256", "battery staple")).contains("504 5.5.4");
			assertThat(kept(demo)).startsWith("{bcrypt}");
			assertThat(curl(http, "bob", "wrong")).isEqualTo("401");
			assertThat(curl(http, "bob", "battery staple")).isEqualTo("200");
			assertThat(kept(demo)).startsWith("{SCRAM-SHA-256}");
			assertThat(curl(http, "bob", "battery staple")).isEqualTo("200");
			awaitScram(demo.getBean(Sasl.class));
			assertThat(gsasl(smtp, "SCRAM-SHA-256", "battery staple")).contains("235 2.7.0 Hello, bob");
			assertThat(gsasl(smtp, "SCRAM-SHA-256", "wrong")).contains("535 5.7.8");

			AccountService accounts = demo.getBean(AccountService.class);
			String phone = Objects.requireNonNull(accounts.createAppPassword("bob", "phone", Set.of("smtp")).block());
			assertThat(gsasl(smtp, "PLAIN", phone)).contains("235 2.7.0 Hello, bob");
			assertThat(curl(http, "bob", phone)).isEqualTo("401");
			accounts.disable("bob").block();
			assertThat(gsasl(smtp, "SCRAM-SHA-256", "battery staple")).contains("535 5.7.8 Account is disabled");
			assertThat(curl(http, "bob", "battery staple")).isEqualTo("401");
		}
	}

	/**
	 * Ends when the store has seen that bcrypt is gone, or at the timeout of the test.
	 */
	private static void awaitScram(Sasl sasl) {
		while (!sasl.mechanisms(LoginContext.from("smtp", null)).contains("SCRAM-SHA-256")) {
			Thread.onSpinWait();
		}
	}

	private static Account bcrypt(String name, String password) {
		return Account.of(name, AuthorityUtils.createAuthorityList("ROLE_ADMIN"), AccountStatus.ACTIVE,
				List.of(new Secret.Password("{bcrypt}" + new BCryptPasswordEncoder(4).encode(password))));
	}

	private static String kept(ConfigurableApplicationContext demo) {
		return Objects.requireNonNull(demo.getBean(Database.class)
			.query("select secret_value from torsion_account_secret where name_key = 'bob' and encoding is not null")
			.as(String.class)
			.blockFirst());
	}

	private static String curl(String port, String name, String password) throws Exception {
		return run(List.of("curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "-u", name + ":" + password,
				"http://127.0.0.1:" + port + "/settings"));
	}

	private static String gsasl(String port, String mechanism, String password) throws Exception {
		return run(List.of("gsasl", "--smtp", "--verbose", "--no-starttls", "--connect=127.0.0.1:" + port,
				"--mechanism=" + mechanism, "--authentication-id=bob", "--password=" + password));
	}

	private static String run(List<String> command) throws IOException, InterruptedException {
		List<String> found = new ArrayList<>(command);
		found.set(0, RealPeer.require(command.get(0)).toString());
		Process process = new ProcessBuilder(found).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		return output;
	}

	@Configuration(proxyBeanMethods = false)
	static class Door {

		@Bean
		NetworkServer door(NetworkServers servers, Portal portal, Sasl sasl) {
			return servers.stream("door", Listener.on("door", 0), (transport) -> new MailDoor(transport, portal, sasl));
		}

	}

}
