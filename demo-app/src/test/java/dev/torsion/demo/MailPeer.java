package dev.torsion.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Says lines of SMTP or POP3, and hears one line for each.
 */
final class MailPeer implements AutoCloseable {

	private final Socket socket;

	private final BufferedReader in;

	MailPeer(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setSoTimeout(10_000);
		this.in = new BufferedReader(new InputStreamReader(this.socket.getInputStream(), StandardCharsets.UTF_8));
		this.in.readLine();
	}

	String say(String line) throws IOException {
		this.socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
		return this.in.readLine();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
