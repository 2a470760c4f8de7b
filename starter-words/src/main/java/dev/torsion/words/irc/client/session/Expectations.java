package dev.torsion.words.irc.client.session;

import java.util.Map;
import java.util.Set;

import dev.torsion.words.irc.client.IrcUser;
import dev.torsion.words.irc.client.state.Self;
import dev.torsion.words.irc.client.state.Support;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;

/**
 * What the answers to our commands look like.
 */
final class Expectations {

	/** Commands whose answers are known without a label. */
	private static final Map<String, Numerics> NUMERICS = Map.ofEntries(
			Map.entry("WHOIS",
					Numerics.about(Set.of("301", "307", "310", "311", "312", "313", "317", "319", "320", "330", "335",
							"338", "276", "378", "379", "671"), Set.of("318"))),
			Map.entry("WHOWAS", Numerics.about(Set.of("312", "314", "330", "338"), Set.of("369"))),
			Map.entry("WHO", Numerics.about(Set.of("352", "354"), Set.of("315"))),
			Map.entry("NAMES", Numerics.about(Set.of("353"), Set.of("366"))),
			Map.entry("LIST", Numerics.ofAll(Set.of("321", "322"), Set.of("323"))),
			Map.entry("TOPIC", Numerics.about(Set.of("332"), Set.of("333", "331"))),
			Map.entry("MODE", Numerics.about(Set.of("324"), Set.of("329", "368", "347", "349", "221"))),
			Map.entry("MOTD", Numerics.ofAll(Set.of("375", "372"), Set.of("376", "422"))),
			Map.entry("VERSION", Numerics.ofAll(Set.of(), Set.of("351"))),
			Map.entry("TIME", Numerics.ofAll(Set.of(), Set.of("391"))),
			Map.entry("ISON", Numerics.ofAll(Set.of(), Set.of("303"))),
			Map.entry("USERHOST", Numerics.ofAll(Set.of(), Set.of("302"))),
			Map.entry("LUSERS", Numerics.ofAll(Set.of("251", "252", "253", "254"), Set.of("255"))),
			Map.entry("AWAY", Numerics.ofAll(Set.of(), Set.of("305", "306"))));

	private Expectations() {
	}

	/** What has the label of the question. */
	static Expectation labelled(IrcMessage question) {
		String label = question.tags().get(Requests.LABEL);
		return new Expectation() {

			@Override
			public Part test(IrcMessage message) {
				if (label == null || !label.equals(message.tags().get(Requests.LABEL))) {
					return Part.NONE;
				}
				return message.command().equals("ACK") ? Part.END
						: Expectation.isRefusal(message) ? Part.REFUSAL : Part.LAST;
			}

			@Override
			public boolean isAnsweredBy(Batches.Batch batch) {
				return label != null && label.equals(batch.label());
			}

		};
	}

	/** The numerics that belong to a command, {@code null} if that is not known. */
	static @Nullable Expectation numerics(IrcMessage question, Support support) {
		Numerics numerics = NUMERICS.get(question.command());
		return (numerics != null) ? (message) -> numerics.test(message, question, support) : null;
	}

	/** That we are in a channel. */
	static Expectation joined(String channel, Support support, Self self) {
		return (message) -> isOwn(message, "JOIN", channel, support, self) ? Expectation.Part.END
				: refusal(message, channel, support);
	}

	/** That we are in it no more. */
	static Expectation parted(String channel, Support support, Self self) {
		return (message) -> isOwn(message, "PART", channel, support, self) ? Expectation.Part.END
				: refusal(message, channel, support);
	}

	/** The batch of what was said before. */
	static Expectation history(String target, Support support) {
		return new Expectation() {

			@Override
			public Part test(IrcMessage message) {
				boolean refused = message.command().equals("FAIL") && message.parameter(0).equals("CHATHISTORY");
				return refused ? Part.REFUSAL : Part.NONE;
			}

			@Override
			public boolean isAnsweredBy(Batches.Batch batch) {
				return batch.isHistory() && support.isSame(batch.target(), target);
			}

		};
	}

	private static boolean isOwn(IrcMessage message, String command, String channel, Support support, Self self) {
		return message.command().equals(command) && support.isSame(message.parameter(0), channel)
				&& support.isSame(IrcUser.parse(message.source()).nick(), self.nick());
	}

	private static Expectation.Part refusal(IrcMessage message, String channel, Support support) {
		boolean refused = Expectation.isRefusal(message) && support.isSame(message.parameter(1), channel);
		return refused ? Expectation.Part.REFUSAL : Expectation.Part.NONE;
	}

	/**
	 * Numerics.
	 *
	 * @param lines those that are lines of the answer
	 * @param last those after which nothing comes
	 * @param named whether they name what was asked about
	 */
	private record Numerics(Set<String> lines, Set<String> last, boolean named) {

		static Numerics about(Set<String> lines, Set<String> last) {
			return new Numerics(lines, last, true);
		}

		static Numerics ofAll(Set<String> lines, Set<String> last) {
			return new Numerics(lines, last, false);
		}

		Expectation.Part test(IrcMessage message, IrcMessage question, Support support) {
			boolean names = names(message, question, support);
			if (Expectation.isRefusal(message)) {
				boolean refused = names || message.parameter(1).equalsIgnoreCase(question.command());
				return refused ? Expectation.Part.REFUSAL : Expectation.Part.NONE;
			}
			if (this.named && !names) {
				return Expectation.Part.NONE;
			}
			return this.last.contains(message.command()) ? Expectation.Part.LAST
					: this.lines.contains(message.command()) ? Expectation.Part.LINE : Expectation.Part.NONE;
		}

		/** The first parameter is our nickname, which 221 is about. */
		private static boolean names(IrcMessage message, IrcMessage question, Support support) {
			int first = message.command().equals("221") ? 0 : 1;
			for (int i = first; i < message.size(); i++) {
				for (String parameter : question.parameters()) {
					if (support.isSame(message.parameter(i), parameter)) {
						return true;
					}
				}
			}
			return question.parameters().isEmpty();
		}

	}

}
