package dev.torsion.mail.autoconfigure.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import dev.torsion.net.Certificates;
import org.jspecify.annotations.Nullable;

/**
 * A client over a real socket, which can do what no decent client does.
 */
public final class SmtpPeer implements AutoCloseable {

	private Socket socket;

	private BufferedReader in;

	public SmtpPeer(int port) throws IOException {
		this(new Socket("127.0.0.1", port));
	}

	private SmtpPeer(Socket socket) throws IOException {
		this.socket = socket;
		this.socket.setSoTimeout(10_000);
		this.in = reader(socket.getInputStream());
	}

	public static SmtpPeer overTls(int port) throws IOException, GeneralSecurityException {
		return new SmtpPeer(tls().getSocketFactory().createSocket("127.0.0.1", port));
	}

	private static SSLContext tls() throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, Certificates.trustingAll(), null);
		return context;
	}

	private static BufferedReader reader(InputStream in) {
		return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1);
	}

	/** Begins TLS on this connection. */
	public void startTls() throws IOException, GeneralSecurityException {
		SSLSocket secured = (SSLSocket) tls().getSocketFactory().createSocket(this.socket, "127.0.0.1", 0, true);
		secured.startHandshake();
		this.socket = secured;
		this.in = reader(secured.getInputStream());
	}

	public void send(String text) throws IOException {
		OutputStream out = this.socket.getOutputStream();
		out.write(text.getBytes(StandardCharsets.UTF_8));
		out.flush();
	}

	/** Says a line and reads the reply to it, lines joined by {@code \n}. */
	public @Nullable String ask(String line) throws IOException {
		send(line + "\r\n");
		return reply();
	}

	/** Reads a reply; {@code null} if the server has closed. */
	public @Nullable String reply() throws IOException {
		StringBuilder reply = new StringBuilder();
		String line = this.in.readLine();
		while (line != null && line.length() > 3 && line.charAt(3) == '-') {
			reply.append(line).append('\n');
			line = this.in.readLine();
		}
		return (line == null) ? null : reply.append(line).toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
