package dev.torsion.mail.crash;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A blocking client of POP3.
 */
final class PopClient implements AutoCloseable {

	private final Socket socket;

	private final BufferedReader in;

	PopClient(int port, String user) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setSoTimeout(60_000);
		this.in = new BufferedReader(new InputStreamReader(this.socket.getInputStream(), StandardCharsets.ISO_8859_1));
		read();
		ask("USER " + user);
		ask("PASS secret");
	}

	/** The sizes of all messages by their unique ids, in order. */
	Map<String, Long> list() throws IOException {
		Map<String, String> sizes = table("LIST");
		Map<String, Long> list = new LinkedHashMap<>();
		table("UIDL").forEach((number, id) -> list.put(id, Long.valueOf(sizes.get(number))));
		return list;
	}

	private Map<String, String> table(String command) throws IOException {
		ask(command);
		Map<String, String> rows = new LinkedHashMap<>();
		for (String line = line(); !line.equals("."); line = line()) {
			rows.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
		}
		return rows;
	}

	private void ask(String command) throws IOException {
		this.socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
		read();
	}

	private void read() throws IOException {
		String line = line();
		if (!line.startsWith("+OK")) {
			throw new IllegalStateException("Not OK: " + line);
		}
	}

	private String line() throws IOException {
		String line = this.in.readLine();
		if (line == null) {
			throw new EOFException("The server has closed");
		}
		return line;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
