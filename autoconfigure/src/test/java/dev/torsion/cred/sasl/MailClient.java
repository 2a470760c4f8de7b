package dev.torsion.cred.sasl;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import dev.torsion.net.Certificates;

/**
 * A client of SMTP that logs in with the SCRAM of PostgreSQL's drivers.
 */
public final class MailClient implements AutoCloseable {

	private Socket socket;

	/** Reads the greeting. */
	public MailClient(Socket socket) throws IOException {
		this.socket = socket;
		readLine();
	}

	/** Starts TLS. */
	void startTls() throws IOException, GeneralSecurityException {
		ask("STARTTLS");
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, Certificates.trustingAll(), null);
		SSLSocket secure = (SSLSocket) context.getSocketFactory()
			.createSocket(this.socket, null, this.socket.getPort(), true);
		secure.startHandshake();
		this.socket = secure;
	}

	/** The mechanisms that are offered. */
	List<String> mechanisms() throws IOException {
		String line = ask("EHLO there");
		while (line.startsWith("250-")) {
			line = readLine();
		}
		return List.of(line.substring("250 AUTH ".length()).split(" "));
	}

	/** Logs in, bound to the connection where it is secure; the last reply. */
	public String login(String name, String password) throws IOException, GeneralSecurityException, ScramException {
		var builder = ScramClient.builder()
			.advertisedMechanisms(mechanisms())
			.username(name)
			.password(password.toCharArray());
		if (this.socket instanceof SSLSocket secure) {
			byte[] certificate = secure.getSession().getPeerCertificates()[0].getEncoded();
			builder.channelBinding("tls-server-end-point", MessageDigest.getInstance("SHA-256").digest(certificate));
		}
		ScramClient client = builder.build();
		String reply = ask("AUTH " + client.getScramMechanism().getName() + " " + encode(client.clientFirstMessage()));
		client.serverFirstMessage(decode(reply));
		reply = ask(encode(client.clientFinalMessage()));
		if (!reply.startsWith("334 ")) {
			return reply;
		}
		client.serverFinalMessage(decode(reply));
		return ask("") + " by " + client.getScramMechanism().getName();
	}

	/** Says a line; the first line of the reply. */
	public String ask(String line) throws IOException {
		this.socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
		this.socket.getOutputStream().flush();
		return readLine();
	}

	private static String encode(Object message) {
		return Base64.getEncoder().encodeToString(message.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static String decode(String reply) {
		return new String(Base64.getDecoder().decode(reply.substring("334 ".length())), StandardCharsets.UTF_8);
	}

	/** Reads no byte too many, because what follows may be TLS. */
	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = this.socket.getInputStream().read(); c >= 0
				&& c != '\n'; c = this.socket.getInputStream().read()) {
			line.append((char) c);
		}
		return line.toString().strip();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
