package dev.torsion.mail.crash;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A blocking client of SMTP or LMTP, which sends in pieces.
 */
final class SmtpConnection implements AutoCloseable {

	private static final int MAX_PIECE = 16 * 1024;

	private final Socket socket;

	private final BufferedReader in;

	private final OutputStream out;

	private final IntConsumer sent;

	/** Connects; tells how many bytes it has sent. */
	SmtpConnection(int port, boolean lmtp, IntConsumer sent) throws IOException {
		this.sent = sent;
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setSoTimeout(60_000);
		this.in = new BufferedReader(new InputStreamReader(this.socket.getInputStream(), StandardCharsets.ISO_8859_1));
		this.out = this.socket.getOutputStream();
		expect("220");
		say((lmtp ? "LHLO" : "EHLO") + " there.example\r\n");
		expect("250");
	}

	/** Sends a letter; tells of each recipient when its 250 was read. */
	void send(Letter letter, Consumer<String> acknowledged) throws IOException {
		StringBuilder envelope = new StringBuilder("MAIL FROM:<eve@there.example>");
		envelope.append((letter.form() == Letter.Form.BINARY) ? " BODY=BINARYMIME\r\n" : "\r\n");
		letter.recipients().forEach((recipient) -> envelope.append("RCPT TO:<").append(recipient).append(">\r\n"));
		say(envelope.toString());
		for (int i = 0; i <= letter.recipients().size(); i++) {
			expect("250");
		}
		if (letter.form() == Letter.Form.DATA) {
			data(letter);
		}
		else {
			chunks(letter);
		}
		if (!letter.lmtp()) {
			expect("250");
			letter.recipients().forEach(acknowledged);
			return;
		}
		for (String recipient : letter.recipients()) {
			expect("250");
			acknowledged.accept(recipient);
		}
	}

	private void data(Letter letter) throws IOException {
		say("DATA\r\n");
		expect("354");
		ByteArrayOutputStream stuffed = new ByteArrayOutputStream(letter.size() + 1024);
		byte last = '\n';
		for (byte next : letter.content()) {
			if (last == '\n' && next == '.') {
				stuffed.write('.');
			}
			stuffed.write(next);
			last = next;
		}
		stuffed.writeBytes(".\r\n".getBytes(StandardCharsets.US_ASCII));
		pieces(stuffed.toByteArray(), new Random(letter.id()));
	}

	private void chunks(Letter letter) throws IOException {
		byte[] content = letter.content();
		Random random = new Random(letter.id());
		int chunks = 1 + random.nextInt(3);
		ByteArrayOutputStream all = new ByteArrayOutputStream(content.length + 128);
		for (int i = 0; i < chunks; i++) {
			int from = (int) ((long) content.length * i / chunks);
			int to = (int) ((long) content.length * (i + 1) / chunks);
			String command = "BDAT " + (to - from) + ((i == chunks - 1) ? " LAST\r\n" : "\r\n");
			all.writeBytes(command.getBytes(StandardCharsets.US_ASCII));
			all.write(content, from, to - from);
		}
		pieces(all.toByteArray(), random);
		for (int i = 1; i < chunks; i++) {
			expect("250");
		}
	}

	private void pieces(byte[] bytes, Random random) throws IOException {
		int at = 0;
		while (at < bytes.length) {
			int length = Math.min(1 + random.nextInt(MAX_PIECE), bytes.length - at);
			this.out.write(bytes, at, length);
			this.sent.accept(length);
			at += length;
		}
	}

	private void say(String text) throws IOException {
		this.out.write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private void expect(String code) throws IOException {
		String line = this.in.readLine();
		while (line != null && line.startsWith(code + "-")) {
			line = this.in.readLine();
		}
		if (line == null) {
			throw new EOFException("The server has closed");
		}
		if (!line.startsWith(code + " ")) {
			throw new IllegalStateException("Not " + code + ": " + line);
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
