package dev.torsion.conch.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.torsion.interop.RealPeer;
import dev.torsion.net.TransportSupport;

/**
 * OpenSSH's server on a free port of the loopback address, with keys of its own. It lets
 * the user in that the tests run as, who has {@link #key}, and who is not at home: what
 * shells do when they start there takes its time, and is not to be killed in the middle.
 */
final class OpenSshServer implements AutoCloseable {

	private final Path folder;

	private final int port;

	private final Process process;

	/**
	 * Starts a server.
	 * @param folder where its files are
	 * @param options lines of its configuration
	 */
	OpenSshServer(Path folder, String... options) throws Exception {
		this.folder = folder;
		this.port = freePort();
		keygen("-t", "ed25519", "-f", folder.resolve("host").toString());
		keygen("-t", "ed25519", "-f", key().toString());
		Files.copy(folder.resolve("key.pub"), folder.resolve("authorized"));
		List<String> lines = new ArrayList<>(List.of("Port " + this.port, "ListenAddress 127.0.0.1",
				"HostKey " + folder.resolve("host"), "AuthorizedKeysFile " + folder.resolve("authorized"),
				"StrictModes no", "UsePAM no", "PidFile none", "PermitRootLogin yes", "PasswordAuthentication no",
				"Subsystem sftp internal-sftp", "MaxStartups 100", "SetEnv HOME=" + folder));
		lines.addAll(Arrays.asList(options));
		Path configuration = Files.write(folder.resolve("sshd_config"), lines);
		Files.createDirectories(Path.of("/run/sshd"));
		this.process = new ProcessBuilder(RealPeer.require("sshd").toString(), "-D", "-e", "-f",
				configuration.toString())
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("sshd.log").toFile())
			.start();
		TransportSupport.await(this::isListening);
	}

	static void keygen(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q"));
		if (!Arrays.asList(arguments).contains("-N") && Arrays.asList(arguments).contains("-t")) {
			command.addAll(List.of("-N", ""));
		}
		command.addAll(Arrays.asList(arguments));
		Process keygen = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (keygen.waitFor() != 0) {
			throw new IOException(command + ": " + output);
		}
	}

	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress("127.0.0.1", 0));
			return socket.getLocalPort();
		}
	}

	private boolean isListening() {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			return socket.getInputStream().read() == 'S';
		}
		catch (IOException ex) {
			return false;
		}
	}

	int port() {
		return this.port;
	}

	/** The private key that it lets in. */
	Path key() {
		return this.folder.resolve("key");
	}

	/** The line of a file of known hosts. */
	String knownHost() throws IOException {
		return "[127.0.0.1]:" + this.port + " " + Files.readString(this.folder.resolve("host.pub"));
	}

	@Override
	public void close() throws Exception {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly().waitFor();
	}

}
