package dev.torsion.words.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The JDK's client of WebSocket, which is independent of Netty. Frames are noted as
 * {@code T:text}, {@code B:bytes}, {@code C:code} and {@code E:error}.
 */
public final class WebSocketPeer implements WebSocket.Listener, AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();

	private final StringBuilder text = new StringBuilder();

	private final WebSocket socket;

	private final boolean reading;

	public WebSocketPeer(URI uri, List<String> headers, String... subprotocols) {
		this(uri, headers, true, subprotocols);
	}

	public WebSocketPeer(URI uri, List<String> headers, boolean reading, String... subprotocols) {
		this.reading = reading;
		WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
		for (int i = 0; i < headers.size(); i += 2) {
			builder.header(headers.get(i), headers.get(i + 1));
		}
		if (subprotocols.length > 0) {
			builder.subprotocols(subprotocols[0],
					List.of(subprotocols).subList(1, subprotocols.length).toArray(String[]::new));
		}
		this.socket = builder.buildAsync(uri, this).join();
	}

	/** The status by which a connection is refused. */
	public static int refusal(URI uri, String... headers) {
		try (WebSocketPeer peer = new WebSocketPeer(uri, List.of(headers))) {
			return 101;
		}
		catch (CompletionException ex) {
			return (ex.getCause() instanceof java.net.http.WebSocketHandshakeException refused)
					? refused.getResponse().statusCode() : 0;
		}
	}

	public String subprotocol() {
		return this.socket.getSubprotocol();
	}

	public WebSocketPeer send(String line) {
		this.socket.sendText(line, true).join();
		return this;
	}

	public WebSocketPeer sendPart(String part) {
		this.socket.sendText(part, false).join();
		return this;
	}

	public WebSocketPeer send(byte[] bytes) {
		this.socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
		return this;
	}

	/** Takes the next frame. */
	public String next() {
		try {
			return String.valueOf(this.frames.poll(10, TimeUnit.SECONDS));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void onOpen(WebSocket socket) {
		if (this.reading) {
			socket.request(Long.MAX_VALUE);
		}
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
		this.text.append(data);
		if (last) {
			this.frames.add("T:" + this.text);
			this.text.setLength(0);
		}
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
		byte[] bytes = new byte[data.remaining()];
		data.get(bytes);
		this.frames.add("B:" + new String(bytes, StandardCharsets.ISO_8859_1));
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
		this.frames.add("C:" + code);
		return null;
	}

	@Override
	public void onError(WebSocket socket, Throwable error) {
		this.frames.add("E:" + error.getClass().getSimpleName());
	}

	@Override
	public void close() {
		this.socket.abort();
	}

}
