package dev.torsion.finger;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client of the guide, with the finger server that Twisted has.
 */
@Timeout(60)
class FingerInteropTests {

	private static final Pattern STARTED = Pattern.compile(".*Factory starting on (\\d+)");

	@TempDir
	private Path folder = Path.of("");

	@Test
	@Interop("twistd3")
	void asksTheFingerServerOfTwisted() throws Exception {
		Path application = Files.writeString(this.folder.resolve("finger.tac"), """
				from twisted.application import internet, service
				from twisted.internet import endpoints, protocol, reactor
				from twisted.protocols import finger
				application = service.Application("finger")
				factory = protocol.Factory.forProtocol(finger.Finger)
				endpoint = endpoints.serverFromString(reactor, "tcp:0:interface=127.0.0.1")
				internet.StreamServerEndpointService(endpoint, factory).setServiceParent(application)
				""");
		Process twisted = new ProcessBuilder(RealPeer.require("twistd3").toString(), "--nodaemon", "--pidfile=",
				"--python=" + application)
			.directory(this.folder.toFile())
			.redirectErrorStream(true)
			.start();
		try (BufferedReader log = twisted.inputReader()) {
			int port = log.lines()
				.map(STARTED::matcher)
				.filter(Matcher::matches)
				.mapToInt((matcher) -> Integer.parseInt(matcher.group(1)))
				.findFirst()
				.orElseThrow();
			ask(port);
		}
		finally {
			twisted.destroy();
			twisted.waitFor();
		}
	}

	private static void ask(int port) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class))
			.withUserConfiguration(Finger.ClientConfiguration.class)
			.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s")
			.run((context) -> assertThat(context.getBean(Finger.class).user("bob", "localhost", port).block())
				.containsExactly("Login: bob", "No such user"));
	}

}
