package dev.torsion.cred.sasl.scram;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.cred.sasl.SaslFailure;
import org.jspecify.annotations.Nullable;

/**
 * What the first message of newer mechanisms begins with, RFC 5801 section 4: what the
 * peer thinks of channel binding, and for whom it wants to act.
 *
 * @param text the header as it is
 * @param flag {@code n} if the peer knows no channel binding, {@code y} if it thinks we
 * do not, {@code p} if it uses one
 * @param binding the name of the channel binding that is used, {@code null} if none
 * @param authorized for whom the peer wants to act, {@code null} for itself
 */
public record Gs2Header(String text, char flag, @Nullable String binding, @Nullable String authorized) {

	private static final Pattern FORM = Pattern
		.compile("(?:(?<flag>[ny])|p=(?<binding>[A-Za-z0-9.-]+)),(?:a=(?<authorized>[^,]+))?,");

	/**
	 * Reads the header a message begins with.
	 * @param message the message
	 * @return the header
	 * @throws SaslFailure if there is none
	 */
	public static Gs2Header of(String message) {
		Matcher matcher = FORM.matcher(message);
		if (!matcher.lookingAt()) {
			throw SaslFailure.malformed("Not a header of GS2");
		}
		String binding = matcher.group("binding");
		String authorized = matcher.group("authorized");
		return new Gs2Header(matcher.group(), (binding != null) ? 'p' : matcher.group("flag").charAt(0), binding,
				(authorized != null) ? name(authorized) : null);
	}

	/**
	 * Reads a name in which comma and equals sign are written as {@code =2C} and
	 * {@code =3D}.
	 * @param written the name as it is written
	 * @return the name
	 * @throws SaslFailure if an equals sign means anything else
	 */
	static String name(String written) {
		String name = written.replace("=2C", ",");
		if (name.replace("=3D", "").indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
			throw SaslFailure.malformed("Not a name");
		}
		return name.replace("=3D", "=");
	}

}
