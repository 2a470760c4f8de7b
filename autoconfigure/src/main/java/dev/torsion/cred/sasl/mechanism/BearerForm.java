package dev.torsion.cred.sasl.mechanism;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.cred.TokenCredentials;
import dev.torsion.cred.sasl.SaslFailure;
import dev.torsion.cred.sasl.scram.Gs2Header;

/**
 * The two ways to send a bearer token, and to say that it is refused.
 */
enum BearerForm {

	/** RFC 7628. */
	OAUTHBEARER("{\"status\":\"invalid_token\"}", BearerForm::bearer),

	/** What came before it, and large providers still ask for. */
	XOAUTH2("{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"\"}", BearerForm::extended);

	private static final String TOKEN = "\\x01auth=(?i:Bearer) (?<token>[A-Za-z0-9._~+/-]+=*)";

	private static final Pattern BEARER = Pattern.compile(
			"(?:\\x01(?!auth=)[A-Za-z]+=[^\\x00\\x01]*)*+" + TOKEN + "(?:\\x01[A-Za-z]+=[^\\x00\\x01]*)*+\\x01\\x01");

	private static final Pattern EXTENDED = Pattern.compile("user=(?<name>[^\\x00\\x01]+)" + TOKEN + "\\x01\\x01");

	private final String refusal;

	private final Function<String, TokenCredentials> reader;

	BearerForm(String refusal, Function<String, TokenCredentials> reader) {
		this.refusal = refusal;
		this.reader = reader;
	}

	byte[] refusal() {
		return this.refusal.getBytes(StandardCharsets.US_ASCII);
	}

	TokenCredentials read(String message) {
		return this.reader.apply(message);
	}

	private static TokenCredentials bearer(String message) {
		Gs2Header header = Gs2Header.of(message);
		Matcher matcher = BEARER.matcher(message.substring(header.text().length()));
		if (header.flag() == 'p' || !matcher.matches()) {
			throw SaslFailure.malformed("Not a message of OAUTHBEARER");
		}
		return new TokenCredentials(header.authorized(), matcher.group("token"));
	}

	private static TokenCredentials extended(String message) {
		Matcher matcher = EXTENDED.matcher(message);
		if (!matcher.matches()) {
			throw SaslFailure.malformed("Not a message of XOAUTH2");
		}
		return new TokenCredentials(matcher.group("name"), matcher.group("token"));
	}

}
