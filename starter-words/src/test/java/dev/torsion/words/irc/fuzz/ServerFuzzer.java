package dev.torsion.words.irc.fuzz;

import java.nio.charset.StandardCharsets;

import dev.torsion.words.irc.client.session.Commands;
import dev.torsion.words.irc.client.session.Talk;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * Any bytes as what a server says, before and after it has let the client in: the client
 * ends the connection or goes on, and nothing of it fails.
 */
public final class ServerFuzzer {

	private static final String CAPABILITIES = "message-tags echo-message batch labeled-response draft/chathistory";

	private ServerFuzzer() {
	}

	/**
	 * Talks to clients. Called by the fuzzer.
	 * @param input what the server says
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		if (input.length == 0) {
			return;
		}
		Talk stranger = Talk.plain((client) -> client.login("amy", "secret"));
		stranger.holds("C: CAP LS 302\nC: NICK bot\nC: USER bot 0 * bot");
		end(stranger, input);
		for (String capabilities : new String[] { "", CAPABILITIES }) {
			Talk talk = Talk.registered(capabilities);
			ask(talk.commands());
			talk.send(":bot!b@h JOIN #a\r\n".getBytes(StandardCharsets.US_ASCII));
			end(talk, input);
		}
	}

	private static void ask(Commands commands) {
		for (Mono<?> question : new Mono<?>[] { commands.say("PRIVMSG", "#a", "x", null), commands.join("#b", ""),
				commands.request(IrcMessage.of("WHOIS", "amy")), commands.request(IrcMessage.of("LIST")),
				commands.history("#a", 10).then() }) {
			question.onErrorComplete().subscribe();
		}
	}

	private static void end(Talk talk, byte[] input) {
		talk.send(input);
		talk.end();
	}

}
