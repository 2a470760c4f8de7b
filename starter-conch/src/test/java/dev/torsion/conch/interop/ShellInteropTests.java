package dev.torsion.conch.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.torsion.interop.Interop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody with OpenSSH's client in front of the shell.
 */
@Interop({ "ssh", "expect" })
class ShellInteropTests {

	private static final String SCRIPT = """
			set timeout 30
			proc await {text} {
				expect {
					-ex $text {}
					timeout { puts "\\nMISSING: $text"; exit 99 }
					eof { puts "\\nENDED BEFORE: $text"; exit 98 }
				}
			}
			spawn ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR \
				-o PreferredAuthentications=password %s -p %d ops@127.0.0.1 %s
			%s
			expect eof
			exit [lindex [wait] 3]
			""";

	@TempDir
	private Path folder;

	private void drive(String options, String command, String script, int status)
			throws IOException, InterruptedException {
		try (RunningConch conch = RunningConch.start(this.folder.resolve("data"),
				"--network.conch.shell.enabled=true")) {
			Path file = this.folder.resolve("script");
			Files.writeString(file, SCRIPT.formatted(options, conch.port(), command, script));
			ProcessBuilder builder = new ProcessBuilder("expect", file.toString()).redirectErrorStream(true);
			builder.environment()
				.putAll(Map.of("TERM", "xterm-256color", "SSH_ASKPASS", askpass().toString(), "SSH_ASKPASS_REQUIRE",
						"force"));
			Process process = builder.start();
			String seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).as(seen).isEqualTo(status);
		}
	}

	/** Where ssh asked for the password, it would throw away what is typed next. */
	private Path askpass() throws IOException {
		Path program = this.folder.resolve("askpass");
		Files.writeString(program, "#!/bin/sh\necho secret\n");
		Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
		return program;
	}

	@Test
	void editsCompletesAndRemembers() throws Exception {
		drive("-tt", "", """
				await "ops@application> "
				send "gre\\t worlx\\177d\\r"
				await "Hello world"
				await "ops@application> "
				send "\\033\\[A\\r"
				await "Hello world"
				await "ops@application> "
				send "deploy\\r"
				await "deploy: command not found"
				await "ops@application> "
				send "help\\r"
				await "greets somebody"
				await "ops@application> "
				send "fail 7\\r"
				await "ops@application> "
				send "\\004"
				""", 7);
	}

	@Test
	void givesUpTheLineAndTheCommandForControlC() throws Exception {
		drive("-tt", "", """
				await "ops@application> "
				send "rm everything\\003"
				await "ops@application> "
				send "upper\\r"
				expect "\\n"
				send "one\\r"
				await "ONE"
				send "\\003"
				await "^C"
				await "ops@application> "
				stty rows 10 columns 30
				send "fail 5\\r"
				await "ops@application> "
				send "exit\\r"
				""", 5);
	}

	@Test
	void runsOneCommandOnATerminal() throws Exception {
		drive("-tt", "upper", """
				send "one\\r"
				await "ONE"
				send "\\004"
				""", 0);
		drive("-tt", "upper", """
				send "one\\r"
				await "ONE"
				send "\\003"
				await "^C"
				""", 130);
	}

	@Test
	void readsLinesWithoutATerminal() throws Exception {
		drive("-T", "", """
				send "greet world\\rfail 4\\rexit\\r"
				await "Hello world"
				""", 4);
	}

}
