package dev.torsion.words.interop;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import net.engio.mbassy.listener.Handler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kitteh.irc.client.library.Client;
import org.kitteh.irc.client.library.event.channel.ChannelJoinEvent;
import org.kitteh.irc.client.library.event.channel.ChannelMessageEvent;
import org.kitteh.irc.client.library.feature.auth.SaslPlain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * KittehIRC's client in the lobby.
 */
@Timeout(120)
class KittehTests {

	@Test
	void talksInTheLobby(@TempDir Path folder) throws Exception {
		try (RunningWords server = RunningWords.start(folder)) {
			Client client = Client.builder()
				.nick("kitteh")
				.server()
				.host("127.0.0.1")
				.port(Integer.parseInt(server.port()), Client.Builder.Server.SecurityType.INSECURE)
				.then()
				.build();
			Listener listener = new Listener();
			client.getEventManager().registerEventListener(listener);
			client.getAuthManager().addProtocol(new SaslPlain(client, "amy", "secret"));
			client.addChannel("#lobby");
			client.connect();
			try {
				assertThat(server.heard("hello from kitteh").author().account()).isEqualTo("amy");
				server.say("hello kitteh");
				assertThat(listener.heard.poll(60, TimeUnit.SECONDS)).isEqualTo("hello kitteh");
			}
			finally {
				client.shutdown("done");
			}
		}
	}

	/** What it is told. */
	public static final class Listener {

		private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

		@Handler
		public void joined(ChannelJoinEvent event) {
			if (event.getClient().isUser(event.getUser())) {
				event.getChannel().sendMessage("hello from kitteh");
			}
		}

		@Handler
		public void said(ChannelMessageEvent event) {
			this.heard.add(event.getMessage());
		}

	}

}
