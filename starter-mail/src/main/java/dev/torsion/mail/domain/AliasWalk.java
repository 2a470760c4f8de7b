package dev.torsion.mail.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One walk along aliases. A walk that would be too long for an event loop, or lead to too
 * many, is refused: whoever was left out would never know.
 */
final class AliasWalk {

	/** How often an alias may be one of another. */
	static final int MAX_DEPTH = 10;

	/** Most addresses one recipient may stand for in the end. */
	static final int MAX_ADDRESSES = 1000;

	private static final int MAX_STEPS = 10 * MAX_ADDRESSES;

	private static final Log logger = LogFactory.getLog(AliasWalk.class);

	private static final SmtpReply TOO_MANY = SmtpReply.later("4.3.5", "The alias leads to too many addresses");

	private final Map<String, HostedDomain> domains;

	private final List<MailAddress> above = new ArrayList<>();

	private final Set<MailAddress> seen = new HashSet<>();

	private final Set<MailAddress> addresses = new LinkedHashSet<>();

	private int steps;

	AliasWalk(Map<String, HostedDomain> domains) {
		this.domains = domains;
	}

	/** Where the mail of an address goes. */
	Collection<MailAddress> from(MailAddress address) {
		try {
			walk(address);
		}
		catch (MailRefusedException ex) {
			logger.warn("The alias " + address + " leads to more than " + MAX_ADDRESSES
					+ " addresses, or there by more than " + MAX_STEPS + " others: its mail is refused");
			throw ex;
		}
		return this.addresses;
	}

	/** An alias that comes back to itself means the user of that name. */
	private void walk(MailAddress address) {
		check(++this.steps <= MAX_STEPS);
		HostedDomain domain = this.domains.get(address.domain());
		List<MailAddress> targets = (domain != null && !this.above.contains(address) && this.above.size() < MAX_DEPTH)
				? domain.alias(address.localPart()) : null;
		if (targets == null) {
			this.addresses.add(address);
			check(this.addresses.size() <= MAX_ADDRESSES);
			return;
		}
		if (this.seen.add(address)) {
			this.above.add(address);
			targets.forEach(this::walk);
			this.above.remove(this.above.size() - 1);
		}
	}

	private static void check(boolean good) {
		if (!good) {
			throw new MailRefusedException(TOO_MANY);
		}
	}

}
