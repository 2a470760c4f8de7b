package dev.torsion.mail.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A {@link MailApplication} in a process of its own, with two domains of three users
 * each.
 */
final class MailProcess implements AutoCloseable {

	/** Whose mailboxes there are; the password of all is {@code secret}. */
	static final List<String> USERS = List.of("ada@example.org", "bob@example.org", "cleo@example.org",
			"ada@example.com", "bob@example.com", "dora@example.com");

	private static final int SECONDS = 120;

	private final Process process;

	private final StringBuffer output = new StringBuffer();

	private final CompletableFuture<String> ports = new CompletableFuture<>();

	private MailProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "output of the application");
		reader.setDaemon(true);
		reader.start();
	}

	/** Starts the application, by another program if one is named. */
	static MailProcess start(Path data, List<String> by, String... properties) throws IOException {
		List<String> command = new ArrayList<>(by);
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				MailApplication.class.getName(), "--network.data=" + data, "--network.mail.hostname=mx.example.org",
				"--network.mail.smtp.port=0", "--network.mail.lmtp.enabled=true", "--network.mail.lmtp.port=0",
				"--network.mail.submission.enabled=false", "--network.mail.pop3.port=0",
				"--network.mail.domains[0].name=example.org", "--network.mail.domains[1].name=example.com",
				"--spring.reactor.netty.shutdown-quiet-period=0s", "--network.shutdown.grace-period=1s"));
		for (int i = 0; i < USERS.size(); i++) {
			command.add("--network.cred.users[" + i + "].name=" + USERS.get(i));
			command.add("--network.cred.users[" + i + "].password={noop}secret");
		}
		command.addAll(List.of(properties));
		return new MailProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader()) {
			reader.lines().forEach((line) -> {
				this.output.append(line).append('\n');
				if (line.startsWith(MailApplication.STARTED)) {
					this.ports.complete(line.substring(MailApplication.STARTED.length()));
				}
			});
		}
		catch (IOException | UncheckedIOException ex) {
			this.output.append(ex);
		}
		this.ports.completeExceptionally(new IOException("It has not started: " + this.output));
	}

	int smtp() throws Exception {
		return port(0);
	}

	int lmtp() throws Exception {
		return port(1);
	}

	int pop3() throws Exception {
		return port(2);
	}

	private int port(int index) throws Exception {
		return Integer.parseInt(this.ports.get(SECONDS, TimeUnit.SECONDS).split(" ")[index]);
	}

	/** What it has said. */
	String output() {
		return this.output.toString();
	}

	/** Ends it as {@code kill -9} does. */
	void kill() {
		this.process.destroyForcibly();
		this.process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
	}

	/** Ends it in an orderly way, and is back when it has ended. */
	@Override
	public void close() throws IOException {
		try {
			this.process.getOutputStream().close();
			this.process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
		}
		finally {
			this.process.descendants().forEach(ProcessHandle::destroyForcibly);
			this.process.destroyForcibly();
		}
	}

}
