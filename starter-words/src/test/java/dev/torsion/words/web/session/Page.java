package dev.torsion.words.web.session;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.torsion.net.Protocol;
import dev.torsion.net.test.RecordingTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A page, as its door sees it. JSON is written with {@code '} for {@code "}.
 */
final class Page {

	private final RecordingTransport transport = new RecordingTransport();

	private final Protocol protocol;

	Page(WebDoor door, Visitor visitor) {
		this.protocol = door.open(visitor, this.transport);
	}

	void begin() {
		this.protocol.greet().block();
	}

	RecordingTransport transport() {
		return this.transport;
	}

	Protocol protocol() {
		return this.protocol;
	}

	/** Sends a command, and takes what it hears until that is answered. */
	List<String> says(String json) {
		send(json);
		return heard();
	}

	void send(String json) {
		ByteBuf bytes = Unpooled.copiedBuffer(json.replace('\'', '"'), StandardCharsets.UTF_8);
		this.protocol.received(bytes).subscribe();
		bytes.release();
	}

	/** What was heard since this was last asked, without times and identifiers. */
	List<String> heard() {
		return raw().stream()
			.map((line) -> line.replaceAll(",\"id\":\"[^\"]*\",\"time\":\"[^\"]*\"", "")
				.replaceAll(",\"time\":\"[^\"]*\"", "")
				.replaceAll("(\"edited\"|\"message\"):\"[^ \"]*\"", "$1:\"...\"")
				.replace('"', '\''))
			.toList();
	}

	/** What was heard since this was last asked. */
	List<String> raw() {
		return this.transport.takeWritten().lines().toList();
	}

}
