package dev.torsion.words.web.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads commands with Jackson's tokens alone, so that nothing is bound that a class
 * happens to have: text, whole numbers, {@code true}, {@code false} and {@code null},
 * which is as if it were not there. Every limit is Jackson's to keep, and met before
 * anything is allocated for what is beyond it. Safe for use by many threads.
 */
public final class CommandReader {

	/** Which the transport has added. */
	private static final int LINE_END = 2;

	private static final int MAX_PROPERTIES = 16;

	private static final int MAX_NAME = 32;

	private static final int DEFAULT_PAGE = 50;

	private static final Map<String, Function<Fields, Command>> COMMANDS = Map.ofEntries(
			Map.entry("join",
					(fields) -> new Command.Join(fields.text("room"), fields.optional("key"), fields.number("since"),
							fields.number("last", 0))),
			Map.entry("part", (fields) -> new Command.Part(fields.text("room"), fields.textOrEmpty("reason"))),
			Map.entry("say", (fields) -> new Command.Say(fields.text("room"), fields.text("text"), false)),
			Map.entry("notice", (fields) -> new Command.Say(fields.text("room"), fields.text("text"), true)),
			Map.entry("typing", (fields) -> new Command.Typing(fields.text("room"), fields.flag("active", true))),
			Map.entry("edit",
					(fields) -> new Command.Edit(fields.text("room"), fields.text("message"), fields.text("text"))),
			Map.entry("redact",
					(fields) -> new Command.Redact(fields.text("room"), fields.text("message"),
							fields.textOrEmpty("reason"))),
			Map.entry("topic", (fields) -> new Command.SetTopic(fields.text("room"), fields.textOrEmpty("text"))),
			Map.entry("history",
					(fields) -> new Command.History(fields.text("room"), fields.number("after"),
							fields.number("before"), fields.number("limit", DEFAULT_PAGE))),
			Map.entry("members", (fields) -> new Command.ListMembers(fields.text("room"))),
			Map.entry("rooms", (fields) -> new Command.ListRooms()),
			Map.entry("whisper", (fields) -> new Command.Whisper(fields.text("to"), fields.text("text"))),
			Map.entry("away", (fields) -> new Command.Away(fields.textOrEmpty("text"))),
			Map.entry("read", (fields) -> new Command.Read(fields.text("room"), fields.number("sequence", 0))));

	private final JsonFactory json;

	/**
	 * Creates a reader.
	 * @param maxMessage how many bytes a command may have
	 */
	public CommandReader(int maxMessage) {
		this.json = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(1)
				.maxTokenCount(2L * MAX_PROPERTIES + 2)
				.maxNameLength(MAX_NAME)
				.maxNumberLength(20)
				.maxStringLength(maxMessage)
				.maxDocumentLength(maxMessage + LINE_END)
				.build())
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
			.build();
	}

	/**
	 * Reads a command, and all of the bytes.
	 * @param bytes one JSON object in UTF-8, white space around it
	 * @return the command
	 * @throws WireException if it is none
	 */
	public Request read(ByteBuf bytes) {
		byte[] copy = ByteBufUtil.getBytes(bytes);
		bytes.skipBytes(copy.length);
		Fields fields = new Fields(values(copy));
		String verb = fields.text("do");
		Function<Fields, Command> reader = COMMANDS.get(verb);
		if (reader == null) {
			throw new WireException("unknown-command", fields.id(), "There is no such command");
		}
		Command command = reader.apply(fields);
		fields.nothingElse();
		return new Request(fields.id(), command);
	}

	private Map<String, Object> values(byte[] bytes) {
		try (JsonParser parser = this.json.createParser(ObjectReadContext.empty(), bytes)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw new WireException("malformed", null, "That is no JSON object");
			}
			Map<String, Object> values = new HashMap<>();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				Object value = value(parser.nextToken(), parser);
				if (value != NOTHING) {
					values.put(name, value);
				}
			}
			if (parser.nextToken() != null) {
				throw new WireException("malformed", null, "There is more than one JSON object");
			}
			return values;
		}
		catch (JacksonException ex) {
			throw new WireException("malformed", null, "That is no flat JSON object, or one that is too large");
		}
	}

	private static final Object NOTHING = new Object();

	private static Object value(JsonToken token, JsonParser parser) {
		return switch (token) {
			case VALUE_STRING -> parser.getString();
			case VALUE_NUMBER_INT -> parser.getLongValue();
			case VALUE_TRUE -> Boolean.TRUE;
			case VALUE_FALSE -> Boolean.FALSE;
			case VALUE_NULL -> NOTHING;
			default -> throw new WireException("malformed", null, "A property is no text, whole number or truth value");
		};
	}

}
