package dev.torsion.mail.guide;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.torsion.BlockedLoops;
import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.integration.MailInboundAdapter;
import dev.torsion.mail.listener.MailListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Brings mail to beans over sockets.
 */
class ReceivingTests {

	@TempDir
	private Path folder;

	@Test
	void readsNoMoreOfALongMessageThanTheHandlerHasRead() {
		int lines = 100 * 1024;
		AtomicLong sent = new AtomicLong();
		Reader reader = new Reader(sent);
		runner().withPropertyValues("network.mail.smtp.max-size=200MB")
			.withBean(MailDelivery.class,
					() -> MailDelivery.to("*@example.org",
							(envelope, message) -> message.content()
								.publishOn(Schedulers.boundedElastic(), 1)
								.doOnNext((run) -> reader.read(run.readableByteCount()))
								.then()))
			.run((context) -> {
				try (Client client = new Client(context)) {
					client.begin("bob@example.org");
					byte[] line = ("x".repeat(1022) + "\r\n").getBytes(StandardCharsets.US_ASCII);
					for (int i = 0; i < lines; i++) {
						client.out.write(line);
						sent.addAndGet(line.length);
					}
					assertThat(client.end()).startsWith("250");
				}
				assertThat(reader.read.get()).isGreaterThan(lines * 1024L);
				assertThat(reader.lag.get()).isLessThan(32 * 1024 * 1024);
			});
	}

	@Test
	void cancelsTheHandlerWhenTheClientIsGone() {
		CompletableFuture<Throwable> failed = new CompletableFuture<>();
		CompletableFuture<Void> cancelled = new CompletableFuture<>();
		runner().withBean(MailDelivery.class, () -> MailDelivery.to("*@example.org", (envelope, message) -> {
			message.content().doOnError(failed::complete).onErrorComplete().subscribe();
			return Mono.never().doOnCancel(() -> cancelled.complete(null));
		})).run((context) -> {
			try (Client client = new Client(context)) {
				client.begin("bob@example.org");
				client.out.write("x\r\n".getBytes(StandardCharsets.US_ASCII));
			}
			assertThat(failed.get(20, TimeUnit.SECONDS)).hasMessage("The message has not been received to its end");
			cancelled.get(20, TimeUnit.SECONDS);
		});
	}

	@Test
	void tellsTheClientToTryAgainWhenAHandlerFails() {
		runner()
			.withBean(MailDelivery.class,
					() -> MailDelivery.to("*@example.org",
							(envelope, message) -> Mono.error(new IllegalStateException("broken"))))
			.run((context) -> {
				try (Client client = new Client(context)) {
					client.begin("bob@example.org");
					for (int i = 0; i < 1000; i++) {
						client.out.write(("x".repeat(998) + "\r\n").getBytes(StandardCharsets.US_ASCII));
					}
					assertThat(client.end()).startsWith("451");
					client.begin("bob@example.org");
					assertThat(client.end()).startsWith("451");
				}
			});
	}

	@Test
	void neverBlocksAnEventLoop() {
		runner().withUserConfiguration(Blocking.class).run((context) -> {
			try (Client client = new Client(context); BlockedLoops loops = BlockedLoops.watch()) {
				for (String recipient : new String[] { "listener@example.org", "flow@example.org" }) {
					client.begin(recipient);
					assertThat(client.end()).startsWith("250");
				}
				assertThat(loops.seen()).isEmpty();
			}
		});
	}

	private ApplicationContextRunner runner() {
		return Applications.runner(this.folder);
	}

	/** Reads slowly, and tells how far it is behind. */
	private static final class Reader {

		private final AtomicLong read = new AtomicLong();

		private final AtomicLong lag = new AtomicLong();

		private final AtomicLong sent;

		Reader(AtomicLong sent) {
			this.sent = sent;
		}

		void read(int length) {
			try {
				MessageDigest digest = MessageDigest.getInstance("SHA-512");
				for (int i = 0; i < 3; i++) {
					digest.update(new byte[length]);
				}
				digest.digest();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			long behind = this.sent.get() - this.read.addAndGet(length);
			this.lag.accumulateAndGet(behind, Math::max);
		}

	}

	/** Speaks SMTP. */
	private static final class Client implements AutoCloseable {

		private final Socket socket;

		private final BufferedReader in;

		private final OutputStream out;

		Client(ApplicationContext context) throws IOException {
			int port = context.getEnvironment().getRequiredProperty("local.network.smtp.port", Integer.class);
			this.socket = new Socket("127.0.0.1", port);
			this.socket.setSoTimeout(30_000);
			this.in = new BufferedReader(
					new InputStreamReader(this.socket.getInputStream(), StandardCharsets.US_ASCII));
			this.out = this.socket.getOutputStream();
			reply();
			say("HELO there.example");
		}

		void begin(String recipient) throws IOException {
			say("MAIL FROM:<alice@example.com>");
			assertThat(say("RCPT TO:<" + recipient + ">")).startsWith("250");
			assertThat(say("DATA")).startsWith("354");
			this.out.write("Subject: hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		}

		String end() throws IOException {
			return say(".");
		}

		private String say(String line) throws IOException {
			this.out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
			return reply();
		}

		private String reply() throws IOException {
			String line = this.in.readLine();
			assertThat(line).isNotNull();
			return line;
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Blocking {

		@Bean
		Listeners listeners() {
			return new Listeners();
		}

		@Bean
		IntegrationFlow flow() {
			return IntegrationFlow.from(new MailInboundAdapter("flow@example.org")).handle((message) -> {
				block();
			}).get();
		}

		static void block() {
			Mono.delay(Duration.ofMillis(1)).block();
		}

	}

	static class Listeners {

		@MailListener("listener@example.org")
		void listen() {
			Blocking.block();
		}

	}

}
