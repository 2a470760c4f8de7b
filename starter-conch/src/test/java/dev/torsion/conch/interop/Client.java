package dev.torsion.conch.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.torsion.interop.RealPeer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody with programs of others, a home of their own, and the keys of the server they
 * trust; and that server. Amy has a password, ops a key besides it.
 *
 * @param home their home, which is the working directory of the programs
 * @param server the server
 */
record Client(Path home, RunningConch server) implements AutoCloseable {

	private static final int SECONDS = 240;

	private static final String CONFIGURATION = """
			Host *
				Port %1$s
				UserKnownHostsFile %2$s/known_hosts
				GlobalKnownHostsFile none
				StrictHostKeyChecking yes
				UpdateHostKeys no
				IdentityFile %2$s/key
				IdentitiesOnly yes
				IdentityAgent none
				LogLevel ERROR
			""";

	/** Starts the server, with files, forwarding and programs for those who may. */
	static Client start(Path folder, String... properties) throws Exception {
		Path home = Files.createDirectories(folder.resolve("home"));
		Process keygen = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f",
				home.resolve("key").toString())
			.start();
		assertThat(keygen.waitFor()).isZero();
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("--network.cred.users[1].keys[0]=" + Files.readString(home.resolve("key.pub")).strip());
		all.add("--network.conch.sftp.root=" + folder.resolve("files") + "/{user}");
		all.add("--network.conch.sftp.create=true");
		program(all, 0, "cat", "/bin/cat");
		program(all, 1, "complain", "/bin/sh,-c,echo wrong >&2");
		program(all, 2, "perish", "/bin/sh,-c,kill -KILL $$");
		Files.createDirectories(folder.resolve("files"));
		Client client = new Client(home, RunningConch.start(folder.resolve("data"), all.toArray(String[]::new)));
		client.settle();
		return client;
	}

	private static void program(List<String> properties, int index, String name, String command) {
		String prefix = "--network.conch.process.programs[" + index + "].";
		properties.addAll(List.of(prefix + "name=" + name, prefix + "command=" + command, prefix + "role=OPS"));
	}

	private void settle() throws IOException {
		write("config", CONFIGURATION.formatted(port(), this.home));
		write("askpass", "#!/bin/sh\necho secret\n");
		List<String> keys = new ArrayList<>();
		for (String type : List.of("ed25519", "rsa")) {
			String key = Files.readString(this.server.folder().resolve("ssh/ssh_host_" + type + "_key.pub")).strip();
			keys.add("[127.0.0.1]:%s,127.0.0.1 %s%n".formatted(port(), key));
		}
		write("known_hosts", String.join("", keys));
		// Dropbear takes no file from elsewhere, and no list of names
		Files.createDirectories(this.home.resolve(".ssh"));
		write(".ssh/known_hosts", String.join("", keys).replaceAll("(?m)^[^ ]+ ", "127.0.0.1 "));
	}

	/** Where the server listens. */
	String port() {
		return String.valueOf(this.server.port());
	}

	/** What an account has on the server. */
	Path files(String user) {
		return this.server.folder().resolveSibling("files").resolve(user);
	}

	/** The fingerprint of the server's Ed25519 key, as clients show it. */
	String fingerprint() throws Exception {
		Path key = this.server.folder().resolve("ssh/ssh_host_ed25519_key.pub");
		return run("ssh-keygen", "-lf", key.toString()).output().split(" ")[1];
	}

	/** Writes a file that nobody else may read. */
	Path write(String name, String text) throws IOException {
		Path file = Files.writeString(this.home.resolve(name), text);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
		return file;
	}

	/** Makes a file of so many bytes, none like the one before it. */
	Path random(String name, int size) throws IOException {
		byte[] bytes = new byte[size];
		new java.util.Random(size).nextBytes(bytes);
		return Files.write(this.home.resolve(name), bytes);
	}

	/** Runs OpenSSH's client. */
	Result ssh(String... arguments) throws Exception {
		return run(words("ssh", arguments));
	}

	/** The command that runs a program of OpenSSH with the keys of this client. */
	String[] words(String program, String... arguments) {
		return Stream.concat(Stream.of(program, "-F", this.home.resolve("config").toString()), Stream.of(arguments))
			.toArray(String[]::new);
	}

	/** Runs a program to its end. */
	Result run(String... command) throws Exception {
		return run(Path.of("/dev/null"), command);
	}

	/** Runs a program that reads a file to its end. */
	Result run(Path input, String... command) throws Exception {
		return begin(input, command).result();
	}

	/** Starts a program. */
	Running begin(Path input, String... command) throws IOException {
		List<String> words = new ArrayList<>(List.of(command));
		words.set(0, command[0].startsWith("/") ? command[0] : RealPeer.require(command[0]).toString());
		Path output = Files.createTempFile(this.home, "output", "");
		Path errors = Files.createTempFile(this.home, "errors", "");
		ProcessBuilder builder = new ProcessBuilder(words).directory(this.home.toFile())
			.redirectInput(input.toFile())
			.redirectOutput(output.toFile())
			.redirectError(errors.toFile());
		builder.environment().put("HOME", this.home.toString());
		builder.environment().put("LC_ALL", "C.UTF-8");
		builder.environment().put("SSH_ASKPASS", this.home.resolve("askpass").toString());
		builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
		builder.environment().put("DROPBEAR_PASSWORD", "secret");
		return new Running(builder.start(), output, errors);
	}

	@Override
	public void close() {
		this.server.close();
	}

	/**
	 * A program that was started.
	 *
	 * @param process the program
	 * @param output where what it says goes
	 * @param errors where what it complains of goes
	 */
	record Running(Process process, Path output, Path errors) implements AutoCloseable {

		Result result() throws Exception {
			boolean ended = this.process.waitFor(SECONDS, TimeUnit.SECONDS);
			close();
			assertThat(ended).as("%s: %s", this.process.info(), Files.readString(this.errors)).isTrue();
			return new Result(this.process.waitFor(), this.output, Files.readString(this.errors));
		}

		@Override
		public void close() {
			this.process.destroyForcibly();
		}

	}

	/**
	 * How a program has ended.
	 *
	 * @param status its status
	 * @param file what it has said
	 * @param errors what it has complained of
	 */
	record Result(int status, Path file, String errors) {

		String output() throws IOException {
			return Files.readString(this.file);
		}

		/** Fails the test unless it has succeeded. */
		Result succeeded() throws IOException {
			assertThat(this.status).as("%s%n%s", this.errors, (Files.size(this.file) < 10_000) ? output() : "")
				.isZero();
			return this;
		}

	}

}
