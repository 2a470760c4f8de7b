package dev.torsion.words.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.torsion.cred.account.AccountNames;
import dev.torsion.net.address.AddressRanges;
import dev.torsion.words.moderation.Sanction.Kind;
import dev.torsion.words.moderation.Sanction.Target;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * A sanction that somebody wants to impose.
 *
 * @param kind what they may not do
 * @param target by what they are known
 * @param subject the account, or the network: an address, or a block such as
 * {@code 192.0.2.0/24}
 * @param length how long it lasts, {@code null} until it is lifted
 * @param reason why, for them to read; what is longer than {@value #LONGEST} characters
 * is cut
 * @param by who wants to impose it, cut likewise
 */
public record SanctionRequest(Kind kind, Target target, String subject, @Nullable Duration length, String reason,
		String by) {

	static final int LONGEST = 500;

	private static final Duration LONG = Duration.ofDays(36_500);

	private static final Pattern NETWORK = Pattern.compile("[0-9a-f:.]{2,45}(/[0-9]{1,3})?");

	/**
	 * Brings the subject into the form in which it is looked up.
	 * @throws IllegalArgumentException if there is no such account or network, or it
	 * would not last
	 */
	public SanctionRequest {
		subject = (target == Target.ACCOUNT) ? account(subject) : network(subject);
		reason = shortened(reason);
		by = shortened(by);
		if (length != null && (length.isNegative() || length.isZero() || length.compareTo(LONG) > 0)) {
			throw new IllegalArgumentException("A sanction lasts for a while, or until it is lifted");
		}
	}

	private static String account(String name) {
		if (!AccountNames.isPossible(name)) {
			throw new IllegalArgumentException("There is no such account");
		}
		return AccountNames.key(name);
	}

	private static String network(String written) {
		String network = written.strip().toLowerCase(Locale.ROOT);
		try {
			if (NETWORK.matcher(network).matches() && !ranges(network).isEmpty()) {
				return network;
			}
		}
		catch (FailureAnalyzedException ex) {
			throw new IllegalArgumentException(notANetwork(), ex);
		}
		throw new IllegalArgumentException(notANetwork());
	}

	private static String notANetwork() {
		return "A network is an address, or a block such as 192.0.2.0/24 or 2001:db8::/32";
	}

	static AddressRanges ranges(String... networks) {
		return AddressRanges.of("the list of sanctions", List.of(networks));
	}

	/** What a database refuses is not in it. */
	private static String shortened(String text) {
		String clean = text.replace('\0', ' ').strip();
		return (clean.length() > LONGEST) ? clean.substring(0, LONGEST) : clean;
	}

	Sanction from(Instant now, String id) {
		return new Sanction(id, this.kind, this.target, this.subject,
				(this.length != null) ? now.plus(this.length) : null, this.reason, this.by, now);
	}

}
