package dev.torsion.words.autoconfigure.irc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.springframework.context.ApplicationContext;

/**
 * A client of IRC that does as it is told.
 */
final class IrcSocket implements AutoCloseable {

	private final Socket socket;

	private final BufferedReader lines;

	IrcSocket(Socket socket) throws IOException {
		this.socket = socket;
		socket.setSoTimeout(10_000);
		this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
	}

	static IrcSocket open(ApplicationContext context) throws IOException {
		return new IrcSocket(new Socket(InetAddress.getLoopbackAddress(), port(context, "irc")));
	}

	static int port(ApplicationContext context, String listener) {
		return context.getEnvironment().getRequiredProperty("local.network." + listener + ".port", int.class);
	}

	void send(String... commands) throws IOException {
		this.socket.getOutputStream().write((String.join("\r\n", commands) + "\r\n").getBytes(StandardCharsets.UTF_8));
		this.socket.getOutputStream().flush();
	}

	/** Reads up to a line in which there is something; {@code <end>} if there is none. */
	String await(String part) throws IOException {
		for (String line = this.lines.readLine(); line != null; line = this.lines.readLine()) {
			if (line.contains(part)) {
				return line;
			}
		}
		return "<end>";
	}

	/** Comes in under a nickname. */
	IrcSocket register(String nick) throws IOException {
		send("NICK " + nick, "USER " + nick + " 0 * :" + nick);
		await(" 422 ");
		return this;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
