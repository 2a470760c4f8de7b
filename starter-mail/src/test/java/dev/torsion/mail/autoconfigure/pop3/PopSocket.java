package dev.torsion.mail.autoconfigure.pop3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLContext;

import dev.torsion.net.Certificates;

import org.springframework.context.ApplicationContext;

/**
 * A client that sends and reads lines.
 */
final class PopSocket implements AutoCloseable {

	private Socket socket;

	private PopSocket(Socket socket) throws IOException {
		this.socket = socket;
		socket.setSoTimeout(10_000);
	}

	static PopSocket open(ApplicationContext context, String listener) throws IOException {
		return new PopSocket(new Socket(InetAddress.getLoopbackAddress(), port(context, listener)));
	}

	static int port(ApplicationContext context, String listener) {
		return context.getEnvironment().getRequiredProperty("local.network." + listener + ".port", int.class);
	}

	/** Goes on in TLS, whoever the server says it is. */
	void startTls() throws Exception {
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(null, Certificates.trustingAll(), null);
		this.socket = tls.getSocketFactory().createSocket(this.socket, null, this.socket.getPort(), true);
	}

	void send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		this.socket.getOutputStream().flush();
	}

	/** Sends a command and reads the first line of the reply. */
	String ask(String command) throws IOException {
		send(command + "\r\n");
		return read();
	}

	/** Reads a line, which ends with {@code <end>} if the server has closed. */
	String read() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.socket.getInputStream().read(); next != '\n'; next = this.socket.getInputStream().read()) {
			if (next < 0) {
				return line.append("<end>").toString();
			}
			if (next != '\r') {
				line.append((char) next);
			}
		}
		return line.toString();
	}

	String readAll() throws IOException {
		return new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
