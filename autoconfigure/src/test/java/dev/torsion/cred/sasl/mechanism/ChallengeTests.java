package dev.torsion.cred.sasl.mechanism;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginSession;
import dev.torsion.cred.sasl.SaslConversation;
import dev.torsion.cred.sasl.SaslFailure;
import dev.torsion.cred.sasl.SaslFixture;
import dev.torsion.cred.sasl.SaslPolicy;
import dev.torsion.cred.sasl.SaslPolicy.Legacy;
import dev.torsion.cred.sasl.SaslReply;
import dev.torsion.net.test.RecordingTransport;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The mechanisms for which passwords have to be kept as they are, by the examples of
 * their RFCs.
 */
class ChallengeTests {

	private static final SaslPolicy BOTH = new SaslPolicy(SaslPolicy.Scram.OFF, true, Set.of(Legacy.values()), Set.of(),
			12_288);

	private static final LoginContext CONTEXT = LoginContext.from("pop3", null);

	@Test
	void holdsTheExampleOfRfc2195() {
		SaslFixture fixture = new SaslFixture(BOTH, SaslFixture.account("tim", "{noop}tanstaaftanstaaf"));
		String challenge = "<1896.697170952@postoffice.reston.mci.net>";
		SaslConversation<Authentication> conversation = begin(fixture, challenge);
		assertThat(conversation.begin(null).block()).isInstanceOfSatisfying(SaslReply.Challenge.class,
				(reply) -> assertThat(reply.data()).asString(StandardCharsets.US_ASCII).isEqualTo(challenge));
		assertThat(conversation.respond(bytes("tim b913a602c7eda7a495b4e6e7334d3890")).block())
			.isInstanceOf(SaslReply.Success.class);
	}

	@Test
	void holdsTheExampleOfRfc1939() {
		SaslFixture fixture = new SaslFixture(BOTH, SaslFixture.account("mrose", "{noop}tanstaaf"));
		ChallengeCredentials apop = new ChallengeCredentials(Legacy.APOP, "mrose", "<1896.697170952@dbc.mtview.ca.us>",
				"c4c9334bac560ecc979e58001b3e22fb");
		assertThat(Objects.requireNonNull(fixture.portal.login(apop, CONTEXT, Authentication.class).block())
			.avatar()
			.getName()).isEqualTo("mrose");
	}

	@Test
	void refusesWhatIsWrongUnknownOrEncoded() {
		SaslFixture fixture = new SaslFixture(BOTH, SaslFixture.account("tim", "{noop}tanstaaftanstaaf"),
				SaslFixture.account("old", "{bcrypt}$2a$10$x"), SaslFixture.account("bob", "{noop}"));
		for (String name : List.of("tim", "old", "bob", "nobody")) {
			SaslConversation<Authentication> conversation = begin(fixture, "<x@y>");
			conversation.begin(null).block();
			assertThatExceptionOfType(BadCredentialsException.class)
				.isThrownBy(() -> conversation.respond(bytes(name + " " + digest("nobody's"))).block())
				.withMessage("Wrong name or password");
		}
	}

	@Test
	void refusesWhatIsNoMessageOfIt() {
		SaslFixture fixture = new SaslFixture(BOTH, SaslFixture.account("tim", "{noop}tanstaaftanstaaf"));
		assertThatExceptionOfType(SaslFailure.class)
			.isThrownBy(() -> begin(fixture, "<x@y>").begin(bytes("tim b913a602c7eda7a495b4e6e7334d3890")).block());
		for (String message : List.of("", "tim", " b913a602c7eda7a495b4e6e7334d3890")) {
			SaslConversation<Authentication> conversation = begin(fixture, "<x@y>");
			conversation.begin(null).block();
			assertThatExceptionOfType(SaslFailure.class).isThrownBy(() -> conversation.respond(bytes(message)).block());
		}
	}

	@Test
	void isThereOnlyForThoseWhoAskForIt() {
		SaslFixture fixture = new SaslFixture(SaslFixture.account("mrose", "{noop}tanstaaf"));
		assertThat(fixture.sasl().mechanisms(CONTEXT)).doesNotContain("CRAM-MD5");
		assertThat(new SaslFixture(BOTH).sasl().mechanisms(CONTEXT)).contains("CRAM-MD5");
		ChallengeCredentials apop = new ChallengeCredentials(Legacy.APOP, "mrose", "<1896.697170952@dbc.mtview.ca.us>",
				"c4c9334bac560ecc979e58001b3e22fb");
		assertThatExceptionOfType(BadCredentialsException.class)
			.isThrownBy(() -> fixture.portal.login(apop, CONTEXT, Authentication.class).block());
	}

	@Test
	void neverSaysTheSameTwice() {
		assertThat(ChallengeCredentials.newChallenge()).matches("<[A-Za-z0-9_-]{24}@torsion>")
			.isNotEqualTo(ChallengeCredentials.newChallenge());
	}

	private static SaslConversation<Authentication> begin(SaslFixture fixture, String challenge) {
		return fixture.sasl(
				(accounts, portal) -> List.of(new CramMd5Mechanism(portal, fixture.policy().legacy(), () -> challenge)))
			.begin("CRAM-MD5", new LoginSession(fixture.portal, "imap", new RecordingTransport()),
					Authentication.class);
	}

	private static String digest(String password) {
		return ChallengeChecker.digest(Legacy.CRAM_MD5, password, "<x@y>");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
