package dev.torsion.web.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One request as bytes and what comes back, with nothing in between that would tidy up.
 *
 * @param status the status code; 0 if the connection was closed without an answer
 * @param headers the headers by name, in lower case
 * @param body the body, out of its chunks
 * @param complete whether that is all of the body, as far as a client can tell
 */
record RawExchange(int status, Map<String, String> headers, byte[] body, boolean complete) {

	private static final int TIMEOUT = 20_000;

	static RawExchange send(int port, String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(TIMEOUT);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return parse(read(socket.getInputStream()), request.startsWith("HEAD "));
		}
	}

	/** A connection that is reset has brought what it has brought. */
	private static byte[] read(InputStream in) throws IOException {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		try {
			in.transferTo(read);
		}
		catch (SocketException ex) {
			read.flush();
		}
		return read.toByteArray();
	}

	String header(String name) {
		return this.headers.getOrDefault(name, "");
	}

	/**
	 * The same with another body.
	 */
	RawExchange with(UnaryOperator<String> change) {
		byte[] changed = change.apply(new String(this.body, StandardCharsets.ISO_8859_1))
			.getBytes(StandardCharsets.ISO_8859_1);
		return new RawExchange(this.status, this.headers, changed, this.complete);
	}

	/**
	 * The same without a header.
	 */
	RawExchange without(String name) {
		Map<String, String> fewer = new TreeMap<>(this.headers);
		fewer.remove(name);
		return new RawExchange(this.status, fewer, this.body, this.complete);
	}

	private static RawExchange parse(byte[] answer, boolean head) {
		String text = new String(answer, StandardCharsets.ISO_8859_1);
		int end = text.indexOf("\r\n\r\n");
		if (end < 0) {
			return new RawExchange(0, Map.of(), answer, false);
		}
		String[] lines = text.substring(0, end).split("\r\n");
		Map<String, String> headers = new TreeMap<>();
		for (int i = 1; i < lines.length; i++) {
			int colon = lines[i].indexOf(':');
			headers.merge(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), lines[i].substring(colon + 1).strip(),
					(one, other) -> one + ", " + other);
		}
		String body = text.substring(end + 4);
		int status = Integer.parseInt(lines[0].split(" ")[1]);
		// The answer to HEAD has the headers of a body it does not have
		boolean bodiless = body.isEmpty() && (head || status == 204 || status == 304);
		boolean chunked = "chunked".equals(headers.get("transfer-encoding")) && !body.isEmpty();
		String length = headers.get("content-length");
		boolean complete = bodiless || ((headers.containsKey("transfer-encoding")) ? body.endsWith("0\r\n\r\n")
				: length == null || length.equals(Integer.toString(body.length())));
		return new RawExchange(status, headers, (chunked ? unchunk(body) : body).getBytes(StandardCharsets.ISO_8859_1),
				complete);
	}

	private static String unchunk(String body) {
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		int line = body.indexOf("\r\n");
		for (int position = 0; line >= 0;) {
			int length = Integer.parseInt(body.substring(position, line), 16);
			int end = Math.min(body.length(), line + 2 + length);
			whole.writeBytes(body.substring(line + 2, end).getBytes(StandardCharsets.ISO_8859_1));
			position = Math.min(body.length(), end + 2);
			line = (length > 0) ? body.indexOf("\r\n", position) : -1;
		}
		return whole.toString(StandardCharsets.ISO_8859_1);
	}

}
