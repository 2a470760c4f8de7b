package dev.torsion.words.guide;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Somebody who speaks IRC by hand.
 */
final class Chatter implements AutoCloseable {

	private final Socket socket;

	private final BufferedReader lines;

	private Chatter(Socket socket) throws IOException {
		this.socket = socket;
		this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
	}

	static Chatter open(int port, String nick) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(20_000);
		Chatter chatter = new Chatter(socket);
		chatter.ask("CAP REQ echo-message\r\nNICK " + nick + "\r\nUSER " + nick + " 0 * :x\r\nCAP END", " 422 ");
		return chatter;
	}

	/** What comes until a line has some text. */
	String ask(String line, String last) throws IOException {
		this.socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
		StringBuilder all = new StringBuilder();
		String next;
		do {
			next = this.lines.readLine();
			all.append(next).append('\n');
		}
		while (next != null && !next.contains(last));
		return all.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
