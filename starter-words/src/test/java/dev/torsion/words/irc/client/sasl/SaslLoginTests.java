package dev.torsion.words.irc.client.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import dev.torsion.cred.password.ScramHash;
import dev.torsion.cred.password.ScramVerifier;
import dev.torsion.net.test.VirtualEventLoop;
import dev.torsion.words.irc.client.IrcException;
import dev.torsion.words.irc.client.IrcLogin;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(20)
class SaslLoginTests {

	private static final byte[] SALT = "some salt of ours".getBytes(StandardCharsets.US_ASCII);

	private final SaslLogin login = login("secret");

	private static SaslLogin login(String password) {
		return new SaslLogin(new IrcLogin("amy", password), true, new VirtualEventLoop());
	}

	@Test
	void provesAPasswordToAServerThatProvesToKnowIt() {
		ScramVerifier verifier = ScramVerifier.derive(ScramHash.SHA_256, "secret", SALT, 4096);
		String first = begin();
		String nonce = first.substring(first.indexOf("r=") + 2) + "ours";
		String serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(SALT) + ",i=4096";
		String last = say(serverFirst);
		String withoutProof = last.substring(0, last.indexOf(",p="));
		byte[] messages = (first.substring(3) + "," + serverFirst + "," + withoutProof)
			.getBytes(StandardCharsets.UTF_8);
		assertThat(verifier.isProvedBy(messages, Base64.getDecoder().decode(last.substring(last.indexOf(",p=") + 3))))
			.isTrue();
		assertThat(this.login.isSatisfied()).isFalse();
		assertThat(say("v=" + Base64.getEncoder().encodeToString(verifier.sign(messages)))).isEmpty();
		assertThat(this.login.isSatisfied()).isTrue();
	}

	@Test
	void doesNotBelieveAServerThatDoesNotKnowThePassword() {
		String first = begin();
		String nonce = first.substring(first.indexOf("r=") + 2) + "ours";
		say("r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(SALT) + ",i=4096");
		assertThatExceptionOfType(IrcException.class)
			.isThrownBy(() -> say("v=" + Base64.getEncoder().encodeToString(new byte[32])));
		assertThat(this.login.isSatisfied()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "4095", "1000001", "2147483647" })
	void doesNotHashAsOftenAsAServerLikes(String iterations) {
		String first = begin();
		String nonce = first.substring(first.indexOf("r=") + 2) + "ours";
		assertThatExceptionOfType(IrcException.class)
			.isThrownBy(() -> say("r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(SALT) + ",i=" + iterations))
			.withMessageContaining(iterations);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "r=another,s=QUJD,i=4096", "r=,s=,i=", "e=no" })
	void doesNotGoOnWithAServerThatSpeaksNoScram(String text) {
		begin();
		assertThatExceptionOfType(IrcException.class).isThrownBy(() -> say(text));
	}

	@Test
	void cutsWhatIsLongIntoPieces() {
		SaslLogin plain = login("x".repeat(300 - 5));
		assertThat(plain.begin("PLAIN")).isEqualTo(IrcMessage.of("AUTHENTICATE", "PLAIN"));
		List<IrcMessage> pieces = plain.answer("+").block();
		assertThat(pieces).hasSize(2);
		assertThat(pieces.get(0).parameter(0)).hasSize(400);
		assertThat(pieces.get(1)).isEqualTo(IrcMessage.of("AUTHENTICATE", "+"));
		SaslLogin longer = login("x".repeat(500));
		longer.begin("PLAIN");
		assertThat(longer.answer("+").block()).extracting((piece) -> piece.parameter(0).length())
			.containsExactly(400, 276);
	}

	@Test
	void boundsWhatTheServerSays() {
		this.login.begin("PLAIN");
		String piece = "QUJD".repeat(100);
		for (int i = 0; i < 20; i++) {
			assertThat(this.login.answer(piece).block()).isEmpty();
		}
		assertThatExceptionOfType(IrcException.class).isThrownBy(() -> this.login.answer(piece));
	}

	@Test
	void saysNoPasswordWhereOthersCanReadIt() {
		SaslLogin open = new SaslLogin(new IrcLogin("amy", "secret"), false, new VirtualEventLoop());
		assertThat(open.begin("PLAIN")).isNull();
	}

	@Test
	void hidesThePassword() {
		assertThat(new IrcLogin("amy", "secret")).asString().doesNotContain("secret");
		assertThat(SingleResponse.plain("amy", "secret")).asString().doesNotContain("secret");
	}

	private String begin() {
		this.login.begin("SCRAM-SHA-256,PLAIN");
		return text(this.login.answer("+").block());
	}

	private String say(String text) {
		return text(
				this.login.answer(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))).block());
	}

	private static String text(@Nullable List<IrcMessage> pieces) {
		assertThat(pieces).isNotNull();
		String whole = pieces.stream()
			.map((piece) -> piece.parameter(0))
			.filter((piece) -> !piece.equals("+"))
			.collect(Collectors.joining());
		return new String(Base64.getDecoder().decode(whole), StandardCharsets.UTF_8);
	}

}
