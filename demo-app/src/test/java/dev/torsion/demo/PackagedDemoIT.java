package dev.torsion.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * Tests for {@link DemoApplication}, started from the packaged jar.
 */
class PackagedDemoIT extends DemoContract {

	private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");

	@Override
	RunningDemo start(Path data) throws IOException {
		return start(data, new String[0]);
	}

	private static RunningDemo start(Path data, String... arguments) throws IOException {
		String java = System.getProperty("packaged.java", System.getProperty("java.home") + "/bin/java");
		List<String> command = new ArrayList<>(List.of(java, "-Xmx256m", "-jar", System.getProperty("packaged.jar"),
				"--server.port=0", "--network.names.port=0", "--network.mail.smtp.port=0",
				"--network.mail.submission.port=0", "--network.mail.pop3.port=0", "--network.conch.port=0",
				"--network.words.irc.port=0", "--network.data=" + data));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(data.toFile()).redirectErrorStream(true).start();
		BufferedReader reader = process.inputReader();
		StringBuilder output = new StringBuilder();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			output.append(line).append('\n');
			if (line.contains("Started DemoApplication")) {
				break;
			}
		}
		Matcher port = PORT.matcher(output);
		assertThat(port.find()).as("port in: %s", output).isTrue();
		return new RunningDemo(Integer.parseInt(port.group(1)), output.toString(), () -> stop(process));
	}

	// Here only: a context that closes takes the event loops of its process with it
	@Test
	void keepsItsPasswordAcrossRestarts(@TempDir Path data) throws Exception {
		String password;
		try (RunningDemo first = start(data)) {
			password = password(first);
		}
		try (RunningDemo again = start(data)) {
			assertThat(again.output()).doesNotContain("password '");
			assertThat(settings(again, password)).contains("<h1>Settings</h1>");
		}
		try (RunningDemo renewed = start(data, "--demo.new-password=true")) {
			assertThat(settings(renewed, password)).doesNotContain("<h1>Settings</h1>");
			assertThat(settings(renewed, password(renewed))).contains("<h1>Settings</h1>");
		}
	}

	private static String settings(RunningDemo demo, String password) throws Exception {
		Browser browser = new Browser(demo.port());
		browser.login(password);
		return browser.get("/settings").body();
	}

	@Test
	@Interop("curl")
	void answersCurl() throws Exception {
		String site = "http://127.0.0.1:" + port();
		Process curl = new ProcessBuilder(RealPeer.require("curl").toString(), "-sSi", site + "/", site + "/doc/",
				site + "/doc/torsion.txt")
			.redirectErrorStream(true)
			.start();
		String answers = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(curl.waitFor()).as(answers).isZero();
		assertThat(answers.split("HTTP/1.1 200 OK")).hasSize(4);
		assertThat(answers).contains("It works", "first-listing.yml", "works by being twisted");
	}

	private static void stop(Process process) {
		process.destroy();
		process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
	}

}
