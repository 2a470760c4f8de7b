import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

import dev.torsion.cred.CheckerPortal;
import dev.torsion.cred.LiveLogins;
import dev.torsion.cred.LoginSession;
import dev.torsion.cred.LoginThrottle;
import dev.torsion.cred.Realm;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.password.ScramHash;
import dev.torsion.cred.password.ScramVerifier;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.cred.sasl.SaslConversation;
import dev.torsion.cred.sasl.SaslPolicy;
import dev.torsion.cred.sasl.SaslReply;
import dev.torsion.cred.sasl.mechanism.StandardMechanisms;
import dev.torsion.cred.sasl.scram.ScramAccounts;
import dev.torsion.cred.sasl.scram.ScramChecker;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.net.test.RecordingTransport;
import dev.torsion.net.test.VirtualEventLoop;
import org.springframework.security.core.Authentication;

/**
 * CPU time of the server's side of SCRAM-SHA-256, on one warm thread. What the client does is done in between and not counted.
 * Prints lines of a name, a tab and nanoseconds: the median of the batches.
 */
public class ScramLogins {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final int ITERATIONS = 15_000;

	private static final int BATCH = 1000;

	private static final byte[] SALT = new byte[16];

	private final byte[] clientKey;

	private final ScramVerifier verifier = ScramVerifier.derive(ScramHash.SHA_256, "battery staple", SALT, ITERATIONS);

	private final LoginSession session;

	private final Sasl sasl;

	ScramLogins() throws Exception {
		byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
			.generateSecret(new PBEKeySpec("battery staple".toCharArray(), SALT, ITERATIONS, 256))
			.getEncoded();
		this.clientKey = hmac(salted, "Client Key");
		List<Secret> secrets = List.of(new Secret.Password("{SCRAM-SHA-256}" + this.verifier.format()));
		Accounts accounts = new Accounts(List
			.of(new MemoryAccountStore(List.of(Account.of("bob", List.of(), AccountStatus.ACTIVE, secrets)))));
		CheckerPortal portal = new CheckerPortal(List.of(new ScramChecker()), new Realm(List.of()), LoginThrottle.none(),
				new LiveLogins(), List.of());
		ScramAccounts scram = new ScramAccounts(accounts, new Decoys(List.of()), ITERATIONS, new VirtualEventLoop());
		this.sasl = new Sasl(StandardMechanisms.of(portal, scram, SaslPolicy.DEFAULT), SaslPolicy.DEFAULT);
		this.session = new LoginSession(portal, "smtp", new RecordingTransport());
	}

	public static void main(String[] arguments) throws Exception {
		if (arguments[0].equals("verifier")) {
			System.out.println("{SCRAM-SHA-256}" + new ScramLogins().verifier.format());
			return;
		}
		long time = (long) (Double.parseDouble(arguments[0]) * 1e9);
		ScramLogins logins = new ScramLogins();
		List<Integer> steps = new ArrayList<>();
		for (long end = System.nanoTime() + time; System.nanoTime() < end;) {
			steps.add(logins.steps());
		}
		print("step", steps);
		List<Batch> known = new ArrayList<>();
		List<Batch> unknown = new ArrayList<>();
		// In turn, so that the compiler does not prefer one
		for (long end = System.nanoTime() + 3 * time; System.nanoTime() < end;) {
			known.add(logins.logins("bob"));
			unknown.add(logins.logins("nobody"));
		}
		print("known first", known.stream().map(Batch::first).toList());
		print("unknown first", unknown.stream().map(Batch::first).toList());
		print("known last", known.stream().map(Batch::last).toList());
		print("unknown last", unknown.stream().map(Batch::last).toList());
		print("hash", Stream.generate(logins::hash).limit(100).toList());
	}

	/** The first half was to warm up. */
	private static void print(String name, List<Integer> measured) {
		List<Integer> warm = measured.subList(measured.size() / 2, measured.size()).stream().sorted().toList();
		System.out.println(name + "\t" + warm.get(warm.size() / 2));
	}

	private int steps() {
		byte[] messages = ("n=bob,r=" + "c".repeat(24) + ",r=" + "c".repeat(24) + "s".repeat(24) + ",s=" + "A".repeat(22)
				+ "==,i=15000,c=biws,r=" + "c".repeat(24) + "s".repeat(24)).getBytes(StandardCharsets.US_ASCII);
		byte[] proof = proof(messages);
		int right = 0;
		long before = THREADS.getCurrentThreadCpuTime();
		for (int i = 0; i < BATCH; i++) {
			right += this.verifier.isProvedBy(messages, proof) ? this.verifier.sign(messages).length : 0;
		}
		long after = THREADS.getCurrentThreadCpuTime();
		check(right == 32 * BATCH);
		return (int) ((after - before) / BATCH);
	}

	/** Both messages of many logins, from Base64 to the portal and back. */
	private Batch logins(String name) {
		List<SaslConversation<Authentication>> conversations = new ArrayList<>();
		List<String> questions = new ArrayList<>();
		String nonce = "c".repeat(24);
		String first = base64("n,,n=" + name + ",r=" + nonce);
		long begun = THREADS.getCurrentThreadCpuTime();
		for (int i = 0; i < BATCH; i++) {
			SaslConversation<Authentication> conversation = this.sasl.begin("SCRAM-SHA-256", this.session, Authentication.class);
			conversation.beginText(first).subscribe((reply) -> questions.add(((SaslReply.Challenge<?>) reply).text()));
			conversations.add(conversation);
		}
		long asked = THREADS.getCurrentThreadCpuTime();
		List<String> answers = questions.stream().map((question) -> answer("n=" + name + ",r=" + nonce, question)).toList();
		int[] entered = new int[1];
		long answered = THREADS.getCurrentThreadCpuTime();
		for (int i = 0; i < BATCH; i++) {
			conversations.get(i).respondText(answers.get(i)).subscribe((reply) -> entered[0]++, (failure) -> {
			});
		}
		long ended = THREADS.getCurrentThreadCpuTime();
		check(entered[0] == (name.equals("bob") ? BATCH : 0));
		return new Batch((int) ((asked - begun) / BATCH), (int) ((ended - answered) / BATCH));
	}

	/** Nanoseconds for the first and for the last message of one login. */
	private record Batch(int first, int last) {

	}

	private int hash() {
		long before = THREADS.getCurrentThreadCpuTime();
		check(this.verifier.matches("battery staple"));
		return (int) (THREADS.getCurrentThreadCpuTime() - before);
	}

	private String answer(String bare, String question) {
		String asked = new String(Base64.getDecoder().decode(question), StandardCharsets.UTF_8);
		String unproved = "c=biws," + asked.substring(0, asked.indexOf(','));
		byte[] messages = (bare + "," + asked + "," + unproved).getBytes(StandardCharsets.UTF_8);
		return base64(unproved + ",p=" + Base64.getEncoder().encodeToString(proof(messages)));
	}

	private byte[] proof(byte[] messages) {
		byte[] proof = hmac(this.verifier.storedKey(), new String(messages, StandardCharsets.UTF_8));
		for (int i = 0; i < proof.length; i++) {
			proof[i] ^= this.clientKey[i];
		}
		return proof;
	}

	private static byte[] hmac(byte[] key, String text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private static void check(boolean right) {
		if (!right) {
			throw new AssertionError("A login has not gone as it should");
		}
	}

}
