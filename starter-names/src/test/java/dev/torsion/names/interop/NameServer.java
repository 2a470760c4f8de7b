package dev.torsion.names.interop;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * A real name server on a free port of the loopback, by UDP and TCP, with all its files
 * in a folder of the test.
 */
public abstract class NameServer implements AutoCloseable {

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	private static final int POLL_MILLIS = 50;

	private final Path folder;

	private final InetSocketAddress address;

	private final List<ServedZone> zones;

	private final Process process;

	/**
	 * Starts a server; returns when it answers for its zones, those of which it is a
	 * secondary aside.
	 * @param work a folder for a folder of its own
	 * @param zones its zones
	 * @throws IOException if it does not start
	 */
	NameServer(Path work, List<ServedZone> zones) throws IOException {
		this.folder = Files.createTempDirectory(work, "dns");
		this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
		this.zones = zones;
		for (ServedZone zone : zones) {
			if (zone.file() != null) {
				Files.copy(zone.file(), this.folder.resolve(fileOf(zone)));
			}
		}
		Path file = Files.writeString(this.folder.resolve("server.conf"), configuration());
		this.process = new ProcessBuilder(command(file)).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("log").toFile())
			.start();
		try {
			for (ServedZone zone : zones) {
				awaitAnswer(zone);
			}
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * What it is told by its file.
	 * @return the text of the file
	 */
	abstract String configuration();

	/**
	 * What starts it in the foreground.
	 * @param configuration where its configuration is
	 * @return the command
	 */
	abstract List<String> command(Path configuration);

	/**
	 * Where it answers, by UDP and TCP.
	 * @return the address
	 */
	public final InetSocketAddress address() {
		return this.address;
	}

	/**
	 * What it has said so far.
	 * @return the log
	 * @throws IOException if the log cannot be read
	 */
	public final String log() throws IOException {
		return Files.readString(this.folder.resolve("log"));
	}

	/**
	 * Gives it other records of a zone, which it reads at once.
	 * @param zone the name of the zone
	 * @param text its zone file
	 * @throws IOException if the file cannot be written
	 */
	public final void reload(String zone, String text) throws IOException {
		Path written = Files.writeString(this.folder.resolve("written"), text);
		// Servers compare the times of files, to the second
		Files.setLastModifiedTime(written, FileTime.from(Instant.now().plusSeconds(2)));
		Files.move(written, this.folder.resolve(zone + ".zone"), StandardCopyOption.REPLACE_EXISTING);
		new ProcessBuilder("kill", "-HUP", String.valueOf(this.process.pid())).start().onExit().join();
	}

	@Override
	public final void close() {
		this.process.destroy();
		try {
			this.process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
		}
		finally {
			this.process.destroyForcibly();
		}
	}

	final Path folder() {
		return this.folder;
	}

	final List<ServedZone> zones() {
		return this.zones;
	}

	/**
	 * The keys of its zones, as it declares them.
	 * @param format one key, with its name and its secret
	 * @return all of them
	 */
	final String keys(String format) {
		return this.zones.stream()
			.map(ServedZone::key)
			.filter((key) -> key != null)
			.distinct()
			.map((key) -> format.formatted(key.name(), key.secret()))
			.collect(Collectors.joining());
	}

	/**
	 * The name of the file with the records of a zone.
	 * @param zone the zone
	 * @return the name
	 */
	static String fileOf(ServedZone zone) {
		return zone.name() + ".zone";
	}

	private void awaitAnswer(ServedZone zone) throws IOException {
		Message query = Message
			.newQuery(Record.newRecord(Name.fromString(zone.name(), Name.root), Type.SOA, DClass.IN));
		long deadline = System.nanoTime() + DEADLINE.toNanos();
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.setSoTimeout(POLL_MILLIS);
			while (!answers(socket, query, zone.primary() != null)) {
				if (!this.process.isAlive() || System.nanoTime() > deadline) {
					throw new IOException("It does not answer for " + zone.name() + ": " + log());
				}
			}
		}
	}

	private boolean answers(DatagramSocket socket, Message query, boolean whatever) throws IOException {
		byte[] bytes = query.toWire();
		socket.send(new DatagramPacket(bytes, bytes.length, this.address));
		DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
		try {
			socket.receive(answer);
			return whatever || (answer.getData()[3] & 0xf) == Rcode.NOERROR;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	/** Servers that bind both would find the port of a stream taken by a datagram. */
	private static int freePort() throws IOException {
		while (true) {
			try (ServerSocket stream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
					DatagramSocket datagrams = new DatagramSocket(null)) {
				datagrams.setReuseAddress(false);
				datagrams.bind(stream.getLocalSocketAddress());
				return stream.getLocalPort();
			}
			catch (BindException ex) {
				Thread.onSpinWait();
			}
		}
	}

}
