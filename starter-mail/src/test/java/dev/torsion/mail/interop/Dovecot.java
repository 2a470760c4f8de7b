package dev.torsion.mail.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.torsion.interop.RealPeer;

/**
 * A real Dovecot that works on one Maildir, without any server: {@code doveadm} opens it
 * by itself. It does not work for root, so if the tests are run by root the files are
 * given to {@code nobody} before each command.
 */
public final class Dovecot {

	private static final boolean ROOT = System.getProperty("user.name").equals("root");

	private static final String CONFIGURATION = """
			base_dir = %1$s/run
			state_dir = %1$s/run
			log_path = %1$s/log
			mail_location = maildir:%2$s
			protocols =
			ssl = no
			first_valid_uid = 1
			mail_uid = %3$s
			mail_gid = %4$s
			stats_writer_socket_path =
			namespace inbox {
			  inbox = yes
			  separator = /
			}
			""";

	private final Path work;

	private final Path configuration;

	/**
	 * Prepares Dovecot.
	 * @param work a folder for its files
	 * @param maildir the Maildir, in that folder
	 * @throws IOException if its files cannot be written
	 */
	public Dovecot(Path work, Path maildir) throws IOException {
		this.work = work;
		Files.createDirectories(work.resolve("run"));
		Files.createDirectories(work.resolve("home"));
		this.configuration = Files.writeString(work.resolve("dovecot.conf"),
				CONFIGURATION.formatted(work, maildir, ROOT ? "nobody" : run("", List.of("id", "-un")).strip(),
						ROOT ? "nogroup" : run("", List.of("id", "-gn")).strip()));
	}

	/**
	 * Runs {@code doveadm}.
	 * @param arguments its arguments
	 * @return what it has printed
	 * @throws IOException if it cannot be run, or fails
	 */
	public String doveadm(String... arguments) throws IOException {
		return doveadmWith("", arguments);
	}

	/**
	 * Runs {@code doveadm} with input.
	 * @param input what it reads
	 * @param arguments its arguments
	 * @return what it has printed
	 * @throws IOException if it cannot be run, or fails
	 */
	public String doveadmWith(String input, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		if (ROOT) {
			run("", List.of("chown", "-R", "nobody:nogroup", this.work.toString()));
			command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
		}
		// A script is UTF-8 whatever the locale of the tests is
		StringBuilder script = new StringBuilder("exec " + RealPeer.require("doveadm") + " -c " + this.configuration);
		Stream.of(arguments).forEach((argument) -> script.append(" '").append(argument).append('\''));
		command.addAll(List.of("sh", Files.writeString(this.work.resolve("script"), script).toString()));
		return run(input, command);
	}

	private String run(String input, List<String> command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("HOME", this.work.resolve("home").toString());
		builder.environment().put("USER", "bob");
		Process process = builder.start();
		try (OutputStream in = process.getOutputStream()) {
			in.write(input.getBytes(StandardCharsets.ISO_8859_1));
		}
		try (InputStream out = process.getInputStream()) {
			String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
			int status = process.waitFor();
			if (status != 0) {
				throw new IOException(command + " has failed with " + status + ": " + printed);
			}
			return printed;
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

}
