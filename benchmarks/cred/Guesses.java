import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import dev.torsion.cred.Portal;
import dev.torsion.cred.autoconfigure.CredAutoConfiguration;
import dev.torsion.cred.autoconfigure.CredSaslAutoConfiguration;
import dev.torsion.cred.sasl.MailDoor;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What somebody learns, and what somebody else feels, of guesses at passwords: times of logins over real connections of the
 * loopback, in nanoseconds. Prints lines of a name, a tab and a median.
 */
public class Guesses {

	private static final int TRIES = 1000;

	private static final long WARM_UP = TimeUnit.SECONDS.toNanos(15);

	private static final int ROUNDS = 5;

	private static final int LOGINS = 200;

	private static final int GUESSES = 200;

	private final int port;

	Guesses(int port) {
		this.port = port;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SslAutoConfiguration.class, NetworkAutoConfiguration.class, CredAutoConfiguration.class,
			CredSaslAutoConfiguration.class })
	static class Door {

		@Bean
		NetworkServer door(NetworkServers servers, Portal portal, Sasl sasl) {
			return servers.stream("door", Listener.on("door", 0), (transport) -> new MailDoor(transport, portal, sasl));
		}

	}

	public static void main(String[] arguments) throws Exception {
		try (ConfigurableApplicationContext application = SpringApplication.run(Door.class,
				"--network.cred.users[0].name=bob", "--network.cred.users[0].password=" + arguments[0],
				"--network.data=" + arguments[1], "--network.cred.throttle.trusted=127.0.0.9",
				"--spring.main.banner-mode=off", "--logging.level.root=warn")) {
			Guesses guesses = new Guesses(
					application.getEnvironment().getRequiredProperty("local.network.door.port", int.class));
			guesses.compareNames("PLAIN");
			guesses.compareNames("SCRAM-SHA-256");
			guesses.compareSources();
		}
		System.exit(0);
	}

	/** Wrong tries at an account and at nobody's, in turn. */
	private void compareNames(String mechanism) throws IOException {
		try (Client client = new Client("127.0.0.9")) {
			for (long end = System.nanoTime() + WARM_UP; System.nanoTime() < end;) {
				client.fail(mechanism, "bob");
				client.fail(mechanism, "eve");
			}
			long[] known = new long[TRIES];
			long[] unknown = new long[TRIES];
			// Whoever comes second may find the other's tracks
			for (int i = 0; i < TRIES; i += 2) {
				known[i] = client.fail(mechanism, "bob");
				unknown[i] = client.fail(mechanism, "eve");
				unknown[i + 1] = client.fail(mechanism, "eve");
				known[i + 1] = client.fail(mechanism, "bob");
			}
			print(mechanism + " known", known);
			print(mechanism + " unknown", unknown);
		}
	}

	/** Right logins of one address, alone and while another guesses as fast as it can. */
	private void compareSources() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			print("alone " + round, logins());
			ExecutorService guessers = Executors.newFixedThreadPool(GUESSES);
			List<Client> guessing = new ArrayList<>();
			for (int i = 0; i < GUESSES; i++) {
				Client client = new Client("127.0.1." + (round + 1));
				guessing.add(client);
				guessers.execute(() -> client.guess("bob"));
			}
			print("beside " + round, logins());
			guessers.shutdownNow();
			for (Client client : guessing) {
				client.close();
			}
			guessers.awaitTermination(10, TimeUnit.SECONDS);
		}
	}

	private long[] logins() throws IOException {
		long[] times = new long[LOGINS];
		try (Client client = new Client("127.0.0.1")) {
			for (int i = 0; i < LOGINS; i++) {
				times[i] = client.login("bob", "battery staple");
			}
		}
		return times;
	}

	private static void print(String name, long[] times) {
		System.out.println(name + "\t" + LongStream.of(times).sorted().toArray()[times.length / 2]);
	}

	/** A client of SMTP, as far as AUTH. */
	private final class Client implements AutoCloseable {

		private final Socket socket = new Socket();

		private final BufferedReader reader;

		Client(String from) throws IOException {
			this.socket.bind(new InetSocketAddress(from, 0));
			this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Guesses.this.port));
			this.socket.setTcpNoDelay(true);
			this.reader = new BufferedReader(
					new InputStreamReader(this.socket.getInputStream(), StandardCharsets.US_ASCII));
			this.reader.readLine();
		}

		long login(String name, String password) throws IOException {
			long begun = System.nanoTime();
			expect("235", say("AUTH PLAIN " + base64("\0" + name + "\0" + password)));
			return System.nanoTime() - begun;
		}

		long fail(String mechanism, String name) throws IOException {
			long begun = System.nanoTime();
			expect("535", mechanism.equals("PLAIN") ? say("AUTH PLAIN " + base64("\0" + name + "\0guess")) : scram(name));
			return System.nanoTime() - begun;
		}

		void guess(String name) {
			try {
				say("AUTH PLAIN " + base64("\0" + name + "\0guess " + System.nanoTime()));
			}
			catch (IOException ex) {
				// Ended while it had to wait
			}
		}

		private String scram(String name) throws IOException {
			String challenge = say("AUTH SCRAM-SHA-256 " + base64("n,,n=" + name + ",r=clientnonce"));
			String question = new String(Base64.getDecoder().decode(challenge.substring(4)), StandardCharsets.US_ASCII);
			return say(base64("c=biws," + question.substring(0, question.indexOf(',')) + ",p="
					+ Base64.getEncoder().encodeToString(new byte[32])));
		}

		private String say(String line) throws IOException {
			this.socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
			return String.valueOf(this.reader.readLine());
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

	private static void expect(String code, String reply) {
		if (!reply.startsWith(code)) {
			throw new AssertionError(reply);
		}
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
