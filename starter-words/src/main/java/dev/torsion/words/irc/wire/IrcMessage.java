package dev.torsion.words.irc.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One message of IRC, RFC 1459 section 2.3 with the tags of IRCv3. Of the parameters only
 * the last may be empty, begin with a colon or have spaces in it.
 *
 * @param tags by name, in their order; one without a value has an empty one
 * @param source who it is from, {@code null} from a client
 * @param command the command in upper case, or the three digits of a numeric
 * @param parameters the parameters
 */
public record IrcMessage(Map<String, String> tags, @Nullable String source, String command, List<String> parameters) {

	public IrcMessage {
		parameters = List.copyOf(parameters);
	}

	/**
	 * A message without tags or source.
	 * @param command the command
	 * @param parameters the parameters
	 * @return the message
	 */
	public static IrcMessage of(String command, String... parameters) {
		return new IrcMessage(Map.of(), null, command, List.of(parameters));
	}

	/**
	 * A message without tags.
	 * @param source who it is from
	 * @param command the command
	 * @param parameters the parameters
	 * @return the message
	 */
	public static IrcMessage from(@Nullable String source, String command, String... parameters) {
		return new IrcMessage(Map.of(), source, command, List.of(parameters));
	}

	/**
	 * The same with one more tag.
	 * @param name the name of the tag
	 * @param value its value, empty for none
	 * @return the message
	 */
	public IrcMessage withTag(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.tags);
		more.put(name, value);
		return new IrcMessage(more, this.source, this.command, this.parameters);
	}

	/**
	 * A parameter.
	 * @param index its place, from 0 on
	 * @return the parameter, empty if there are fewer
	 */
	public String parameter(int index) {
		return (index < this.parameters.size()) ? this.parameters.get(index) : "";
	}

	/**
	 * How many parameters there are.
	 * @return the number
	 */
	public int size() {
		return this.parameters.size();
	}

}
