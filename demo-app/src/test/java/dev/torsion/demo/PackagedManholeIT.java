package dev.torsion.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the manhole of the packaged jar, into which expect types.
 */
class PackagedManholeIT {

	private static final Pattern PORT = Pattern.compile("manhole listening on \\S+:(\\d+)");

	@TempDir
	private Path data;

	@Test
	@Interop("expect")
	void letsAnOperatorTypeJava() throws Exception {
		Path key = this.data.resolve("id");
		run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
		Process demo = start(Files.readString(this.data.resolve("id.pub")).strip());
		try {
			Path script = Path.of(URI.create(String.valueOf(getClass().getResource("manhole.exp"))));
			run("expect", script.toString(), Integer.toString(port(demo)), key.toString());
			assertThat(Files.readAllLines(this.data.resolve("manhole/audit.log"))).hasSize(10)
				.anyMatch((line) -> line.contains("\"MANHOLE_SNIPPET\"") && line.contains("while (true) { }"))
				.anyMatch((line) -> line.contains("\"kind\":\"STOPPED\""))
				.last()
				.asString()
				.contains("\"MANHOLE_CLOSED\"");
		}
		finally {
			demo.destroy();
			demo.onExit().orTimeout(30, TimeUnit.SECONDS).join();
		}
	}

	private Process start(String key) throws IOException {
		String java = System.getProperty("packaged.java", System.getProperty("java.home") + "/bin/java");
		return new ProcessBuilder(java, "-Xmx256m", "-jar", System.getProperty("packaged.jar"), "--server.port=0",
				"--network.names.port=0", "--network.mail.smtp.port=0", "--network.mail.submission.port=0",
				"--network.mail.pop3.port=0", "--network.conch.port=0", "--network.words.irc.port=0",
				"--network.data=" + this.data, "--network.conch.manhole.enabled=true",
				"--network.conch.manhole.role=MANHOLE", "--network.conch.manhole.port=0",
				"--network.cred.users[0].name=alice", "--network.cred.users[0].roles=MANHOLE",
				"--network.cred.users[0].keys[0]=" + key)
			.directory(this.data.toFile())
			.redirectErrorStream(true)
			.start();
	}

	private static int port(Process demo) throws IOException {
		StringBuilder output = new StringBuilder();
		int port = 0;
		BufferedReader reader = demo.inputReader();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			output.append(line).append('\n');
			Matcher listening = PORT.matcher(line);
			port = listening.find() ? Integer.parseInt(listening.group(1)) : port;
			if (line.contains("Started DemoApplication")) {
				break;
			}
		}
		assertThat(port).as("port in: %s", output).isPositive();
		return port;
	}

	private void run(String program, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of(RealPeer.require(program).toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(this.data.toFile()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

}
