package dev.torsion.web.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request as bytes and what comes back, with nothing in between that would tidy up.
 *
 * @param status the status code; 0 if the connection was closed without an answer
 * @param headers the headers by name, in lower case
 * @param body the body, out of its chunks
 */
record RawExchange(int status, Map<String, String> headers, byte[] body) {

	private static final int TIMEOUT = 20_000;

	static RawExchange send(int port, String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(TIMEOUT);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return parse(socket.getInputStream().readAllBytes());
		}
	}

	String header(String name) {
		return this.headers.getOrDefault(name, "");
	}

	private static RawExchange parse(byte[] answer) {
		String text = new String(answer, StandardCharsets.ISO_8859_1);
		int end = text.indexOf("\r\n\r\n");
		if (end < 0) {
			return new RawExchange(0, Map.of(), answer);
		}
		String[] lines = text.substring(0, end).split("\r\n");
		Map<String, String> headers = new TreeMap<>();
		for (int i = 1; i < lines.length; i++) {
			int colon = lines[i].indexOf(':');
			headers.merge(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), lines[i].substring(colon + 1).strip(),
					(one, other) -> one + ", " + other);
		}
		String body = text.substring(end + 4);
		// The answer to HEAD has the headers of a body it does not have
		boolean chunked = "chunked".equals(headers.get("transfer-encoding")) && !body.isEmpty();
		return new RawExchange(Integer.parseInt(lines[0].split(" ")[1]), headers,
				(chunked ? unchunk(body) : body).getBytes(StandardCharsets.ISO_8859_1));
	}

	private static String unchunk(String body) {
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		int position = 0;
		while (true) {
			int line = body.indexOf("\r\n", position);
			int length = Integer.parseInt(body.substring(position, line), 16);
			if (length == 0) {
				return whole.toString(StandardCharsets.ISO_8859_1);
			}
			whole.writeBytes(body.substring(line + 2, line + 2 + length).getBytes(StandardCharsets.ISO_8859_1));
			position = line + 2 + length + 2;
		}
	}

}
