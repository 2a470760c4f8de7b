package dev.torsion.cred.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import dev.torsion.BlockedLoops;
import dev.torsion.cred.Portal;
import dev.torsion.cred.sasl.MailClient;
import dev.torsion.cred.sasl.MailDoor;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.cred.service.AccountService;
import dev.torsion.enterprise.autoconfigure.ConnectionFactoryAutoConfiguration;
import dev.torsion.enterprise.autoconfigure.DatabaseAutoConfiguration;
import dev.torsion.enterprise.autoconfigure.EnterpriseAutoConfiguration;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins over real connections, with accounts of every kind, while the event loops are
 * watched.
 */
@Timeout(120)
class LoginsOffTheLoopTests {

	@Test
	void blockNoEventLoop(@TempDir Path data) throws IOException {
		Files.writeString(data.resolve("users"), "carol:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n");
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
					EnterpriseAutoConfiguration.class, ConnectionFactoryAutoConfiguration.class,
					DatabaseAutoConfiguration.class, CredR2dbcAutoConfiguration.class, CredAutoConfiguration.class,
					CredSaslAutoConfiguration.class))
			.withUserConfiguration(Door.class)
			.withPropertyValues("network.data=" + data, "network.cred.htpasswd=users",
					"network.cred.r2dbc.enabled=true", "network.cred.sasl.scram=on",
					"network.cred.throttle.trusted=127.0.0.1", "network.cred.users[0].name=alice",
					"network.cred.users[0].password=secret", "spring.reactor.netty.shutdown-quiet-period=0s")
			.run((context) -> {
				context.getBean(AccountService.class).create("dave", "secret", Set.of()).block();
				int port = context.getEnvironment().getRequiredProperty("local.network.door.port", int.class);
				logInAs(port);
				try (BlockedLoops watch = BlockedLoops.watch()) {
					logInAs(port);
					assertThat(watch.seen()).isEmpty();
				}
			});
	}

	private static void logInAs(int port) throws Exception {
		for (String name : List.of("alice", "carol", "dave", "nobody")) {
			for (String password : List.of("secret", "wrong")) {
				boolean right = password.equals("secret") && !name.equals("nobody");
				try (MailClient client = new MailClient(new Socket(InetAddress.getLoopbackAddress(), port))) {
					String plain = Base64.getEncoder()
						.encodeToString(("\0" + name + "\0" + password).getBytes(StandardCharsets.US_ASCII));
					assertThat(client.ask("AUTH PLAIN " + plain)).startsWith(right ? "235" : "535");
				}
				try (MailClient client = new MailClient(new Socket(InetAddress.getLoopbackAddress(), port))) {
					// What SHA-1 has hashed is of no use to SCRAM
					assertThat(client.login(name, password))
						.startsWith((right && !name.equals("carol")) ? "235" : "535");
				}
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Door {

		@Bean
		NetworkServer door(NetworkServers servers, Portal portal, Sasl sasl) {
			return servers.stream("door", Listener.on("door", 0), (transport) -> new MailDoor(transport, portal, sasl));
		}

	}

}
