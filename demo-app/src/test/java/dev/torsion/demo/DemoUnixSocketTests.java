package dev.torsion.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DemoApplication} on a unix socket.
 */
class DemoUnixSocketTests {

	/** The actuator on a port of its own leaves the socket to the application. */
	@ParameterizedTest
	@Interop("curl")
	@ValueSource(strings = { "", "0" })
	void answersCurl(String managementPort, @TempDir Path data) throws Exception {
		Path socket = data.resolve("demo.sock");
		try (ConfigurableApplicationContext context = SpringApplication.run(DemoApplication.class,
				"--network.web.unix-socket=" + socket, "--network.data=" + data,
				"--management.server.port=" + managementPort, "--network.names.port=0", "--network.mail.smtp.port=0",
				"--network.mail.submission.port=0", "--network.mail.pop3.port=0", "--network.conch.port=0",
				"--network.words.irc.port=0", "--spring.reactor.netty.shutdown-quiet-period=0s")) {
			Process curl = new ProcessBuilder(RealPeer.require("curl").toString(), "-sSi", "--unix-socket",
					socket.toString(), "http://localhost/", "http://localhost/doc/")
				.redirectErrorStream(true)
				.start();
			String answers = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(curl.waitFor()).as(answers).isZero();
			assertThat(answers.split("HTTP/1.1 200 OK")).hasSize(3);
			assertThat(answers).contains("It works", "first-listing.yml");
			assertThat(context.isRunning()).isTrue();
		}
		assertThat(socket).doesNotExist();
	}

}
