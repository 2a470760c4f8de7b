package dev.torsion.words.web.wire;

import java.io.OutputStream;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;

import dev.torsion.words.Profile;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.Stamp;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object on a line of its own, as it is written.
 */
final class JsonLine {

	private static final JsonFactory JSON = new JsonFactory();

	private static final int EXPECTED_SIZE = 256;

	private final JsonGenerator json;

	private JsonLine(JsonGenerator json) {
		this.json = json;
	}

	/**
	 * Writes an object.
	 * @param content writes its properties
	 * @return the line, with its end, for the caller to release
	 */
	static ByteBuf of(Consumer<JsonLine> content) {
		ByteBuf line = ByteBufAllocator.DEFAULT.buffer(EXPECTED_SIZE);
		OutputStream out = new ByteBufOutputStream(line);
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
			json.writeStartObject();
			content.accept(new JsonLine(json));
			json.writeEndObject();
		}
		catch (RuntimeException ex) {
			line.release();
			throw ex;
		}
		return line.writeByte('\n');
	}

	JsonLine text(String name, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			this.json.writeStringProperty(name, value);
		}
		return this;
	}

	JsonLine code(String name, Enum<?> value) {
		return text(name, code(value));
	}

	static String code(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	JsonLine number(String name, long value) {
		this.json.writeNumberProperty(name, value);
		return this;
	}

	JsonLine flag(String name, boolean value) {
		this.json.writeBooleanProperty(name, value);
		return this;
	}

	JsonLine flagIf(String name, boolean value) {
		return value ? flag(name, true) : this;
	}

	JsonLine object(String name, Runnable content) {
		this.json.writeObjectPropertyStart(name);
		content.run();
		this.json.writeEndObject();
		return this;
	}

	<T> JsonLine objects(String name, Collection<? extends T> values, Consumer<T> content) {
		this.json.writeArrayPropertyStart(name);
		for (T value : values) {
			this.json.writeStartObject();
			content.accept(value);
			this.json.writeEndObject();
		}
		this.json.writeEndArray();
		return this;
	}

	JsonLine stamp(Stamp stamp) {
		return number("sequence", stamp.sequence()).text("id", stamp.id()).text("time", stamp.time().toString());
	}

	JsonLine head(String event, RoomEvent of) {
		return text("event", event).text("room", of.room().name()).stamp(of.stamp()).person("author", of.by());
	}

	JsonLine person(String name, Profile who) {
		return object(name, () -> person(who));
	}

	JsonLine person(Profile who) {
		return text("nick", who.nick()).text("account", who.account())
			.flagIf("bot", who.bot())
			.text("away", who.away());
	}

	JsonLine room(Room room) {
		return text("room", room.name()).text("topic", room.topic().text()).number("size", room.size());
	}

}
