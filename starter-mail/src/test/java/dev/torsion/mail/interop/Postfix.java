package dev.torsion.mail.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.torsion.interop.RealPeer;

/**
 * A real Postfix with a queue of its own, that hands all mail on to one server. Only root
 * can start it.
 */
final class Postfix implements AutoCloseable {

	private static final String CONFIGURATION = """
			compatibility_level = 3.6
			queue_directory = %1$s/queue
			data_directory = %1$s/data
			myhostname = relay.there.example
			mydestination =
			inet_interfaces = 127.0.0.1
			inet_protocols = ipv4
			alias_maps =
			alias_database =
			maillog_file = /dev/stdout
			smtp_tls_security_level = may
			default_transport = %2$s
			""";

	private static final String SERVICES = """
			postlog unix-dgram n - n - 1 postlogd
			pickup unix n - n 1 1 pickup
			cleanup unix n - n - 0 cleanup
			qmgr unix n - n 300 1 qmgr
			rewrite unix - - n - - trivial-rewrite
			bounce unix - - n - 0 bounce
			defer unix - - n - 0 bounce
			trace unix - - n - 0 bounce
			proxymap unix - - n - - proxymap
			smtp unix - - n - - smtp
			lmtp unix - - n - - lmtp
			error unix - - n - - error
			retry unix - - n - - error
			showq unix n - n - - showq
			tlsmgr unix - - n 1000? 1 tlsmgr
			""";

	private static final int SECONDS = 30;

	private final Path folder;

	private final Process process;

	private final BufferedReader log;

	/**
	 * Starts it with its files in a folder, which is opened to all with the one around
	 * it.
	 */
	Postfix(Path folder, String transport) throws IOException {
		this.folder = folder;
		for (Path opened : List.of(folder, Objects.requireNonNull(folder.getParent()))) {
			Files.setPosixFilePermissions(opened, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
		Files.createDirectory(folder.resolve("queue"));
		Path data = Files.createDirectory(folder.resolve("data"));
		Files.setOwner(data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
		Files.writeString(folder.resolve("main.cf"), CONFIGURATION.formatted(folder, transport));
		Files.writeString(folder.resolve("master.cf"), SERVICES);
		this.process = run("postfix", "-c", folder.toString(), "start-fg");
		this.log = this.process.inputReader();
		try {
			awaitLog("daemon started");
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private static Process run(String program, String... arguments) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
		builder.command().add(0, RealPeer.require(program).toString());
		return builder.start();
	}

	/** Puts a message into its queue, and waits until it is not there any more. */
	String send(String message, List<String> recipients) throws Exception {
		List<String> arguments = new ArrayList<>(
				List.of("-C", this.folder.toString(), "-f", "ada@there.example", "-i"));
		arguments.addAll(recipients);
		Process sendmail = run("sendmail", arguments.toArray(String[]::new));
		try (OutputStream in = sendmail.getOutputStream()) {
			in.write(message.getBytes(StandardCharsets.UTF_8));
		}
		if (!sendmail.waitFor(SECONDS, TimeUnit.SECONDS) || sendmail.exitValue() != 0) {
			throw new IOException(new String(sendmail.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		return awaitLog(": removed");
	}

	/** Reads what it logs to a line, and returns all of that. */
	private String awaitLog(String end) {
		return CompletableFuture.supplyAsync(() -> readLog(end)).orTimeout(SECONDS, TimeUnit.SECONDS).join();
	}

	private String readLog(String end) {
		StringBuilder read = new StringBuilder();
		try {
			String line = this.log.readLine();
			while (line != null && !line.endsWith(end) && !line.contains(end + " ")) {
				read.append(line).append('\n');
				line = this.log.readLine();
			}
			if (line == null) {
				throw new IOException("Postfix has ended: " + read);
			}
			return read.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		try {
			run("postfix", "-c", this.folder.toString(), "stop").onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
			this.process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
		}
		finally {
			this.process.descendants().forEach(ProcessHandle::destroyForcibly);
			this.process.destroyForcibly();
		}
	}

}
