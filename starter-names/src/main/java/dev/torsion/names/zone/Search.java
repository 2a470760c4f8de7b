package dev.torsion.names.zone;

import dev.torsion.names.wire.RecordLayout;
import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.SearchName;
import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer to a question in zones: the algorithm of RFC 1034 section 4.3.2, with
 * wildcards as RFC 4592 has them, DNAME (RFC 6672), referrals, and one set for a question
 * for any (RFC 8482 section 4.1). It leaves no garbage where neither CNAME nor DNAME is
 * followed; to be used by one thread.
 */
public final class Search {

	/** The most aliases that are followed; the chain is answered that far. */
	static final int MAX_ALIASES = 11;

	private static final int SERVER_FAILURE = 2;

	private static final int NO_SUCH_NAME = 3;

	private static final int REFUSED = 5;

	private static final int NAME_TOO_LONG = 6;

	private final SearchName alias = new SearchName();

	private final SearchName other = new SearchName();

	/**
	 * Finds an answer.
	 * @param zones where to look
	 * @param question the name that is asked for
	 * @param type the number of the type
	 * @param answer takes what is found
	 */
	public void find(ZoneSet zones, SearchName question, int type, Answer answer) {
		answer.clear();
		ZoneSet.Slot slot = zones.find(question, type);
		if (slot == null) {
			answer.rcode(REFUSED);
			return;
		}
		SearchName name = question;
		WireName owner = null;
		for (int aliases = 0; slot != null && aliases <= MAX_ALIASES; aliases++) {
			Zone zone = slot.zone();
			if (zone == null) {
				answer.rcode((aliases == 0) ? SERVER_FAILURE : 0);
				return;
			}
			answer.zone(zone);
			owner = step(zone, name, owner, type, answer);
			if (owner == null || question.equals(0, owner) || answer.contains(owner, RecordTypes.CNAME)) {
				return;
			}
			this.alias.load(owner);
			name = this.alias;
			slot = zones.find(name, type);
		}
	}

	/**
	 * Looks into one zone.
	 * @return the name to go on with, {@code null} if the answer is complete
	 */
	private @Nullable WireName step(Zone zone, SearchName name, @Nullable WireName owner, int type, Answer answer) {
		ZoneNode node = zone.find(name, 0);
		if (node != null && node.isPlain()) {
			answer.authoritative();
			return take(zone, node, owner, type, answer);
		}
		return descend(zone, name, owner, type, answer);
	}

	/** From the apex down, to a zone cut, a DNAME, a wildcard, or the end of names. */
	private @Nullable WireName descend(Zone zone, SearchName name, @Nullable WireName owner, int type, Answer answer) {
		ZoneNode encloser = zone.apex();
		int label = name.labels() - zone.origin().labels();
		while (label > 0) {
			if (encloser.isRedirected()) {
				answer.authoritative();
				return redirect(encloser, name, label, owner, type, answer);
			}
			ZoneNode next = zone.find(name, label - 1);
			if (next == null) {
				answer.authoritative();
				return wildcard(zone, encloser, name, label, owner, type, answer);
			}
			label--;
			if (next.isCut()) {
				if (label == 0 && type == RecordTypes.DS) {
					answer.authoritative();
					return take(zone, next, owner, type, answer);
				}
				refer(zone, next, answer);
				return null;
			}
			encloser = next;
		}
		throw new IllegalStateException("A name hidden by nothing: " + name);
	}

	private @Nullable WireName wildcard(Zone zone, ZoneNode encloser, SearchName name, int label,
			@Nullable WireName owner, int type, Answer answer) {
		ZoneNode node = (encloser.children() > 0) ? zone.findWildcard(name, label) : null;
		if (node == null) {
			answer.rcode(NO_SUCH_NAME);
			deny(zone, answer);
			return null;
		}
		answer.wildcard();
		return take(zone, node, owner, type, answer);
	}

	private @Nullable WireName take(Zone zone, ZoneNode node, @Nullable WireName owner, int type, Answer answer) {
		RRset set = (type != RecordTypes.ANY) ? node.find(type) : (node.isEmpty() ? null : node.first());
		if (set != null) {
			answer.add(Answer.ANSWER, owner, set);
			if (RecordLayout.of(set.type()).target()) {
				addTargets(zone, set, null, answer);
			}
			return null;
		}
		RRset alias = node.find(RecordTypes.CNAME);
		if (alias == null) {
			deny(zone, answer);
			return null;
		}
		answer.add(Answer.ANSWER, owner, alias);
		return alias.target(0);
	}

	/** A CNAME made up for the one name asked for, RFC 6672 section 3.1. */
	private @Nullable WireName redirect(ZoneNode node, SearchName name, int label, @Nullable WireName owner, int type,
			Answer answer) {
		RRset dname = node.find(RecordTypes.DNAME);
		if (dname == null) {
			throw new IllegalStateException("No DNAME at " + node.name());
		}
		answer.wildcard();
		answer.add(Answer.ANSWER, node.name(), dname);
		WireName target = name.prefixed(label, dname.target(0));
		if (target == null) {
			answer.rcode(NAME_TOO_LONG);
			return null;
		}
		answer.add(Answer.ANSWER, owner, RRset.of(RecordTypes.CNAME, dname.ttl(), target.toBytes()));
		return (type != RecordTypes.CNAME) ? target : null;
	}

	private void refer(Zone zone, ZoneNode cut, Answer answer) {
		RRset servers = cut.find(RecordTypes.NS);
		if (servers == null) {
			throw new IllegalStateException("No NS at " + cut.name());
		}
		answer.add(Answer.AUTHORITY, cut.name(), servers);
		addTargets(zone, servers, cut, answer);
	}

	private void deny(Zone zone, Answer answer) {
		answer.add(Answer.AUTHORITY, zone.origin(), zone.negativeSoa());
	}

	/**
	 * Adds the addresses of the hosts that a set names. Glue for a zone cut is needed if
	 * it lies below that cut (RFC 9471), and else only of use.
	 */
	private void addTargets(Zone zone, RRset set, @Nullable ZoneNode cut, Answer answer) {
		byte[] data = set.data();
		for (int start = 0; start < data.length; start = set.next(start)) {
			this.other.load(data, start + 2 + RecordLayout.of(set.type()).prefix());
			ZoneNode node = zone.find(this.other, 0);
			if (node != null) {
				int section = (cut != null && node.name().isWithin(cut.name())) ? Answer.GLUE : Answer.ADDITIONAL;
				addAddresses(node.name(), node, section, answer);
				continue;
			}
			ZoneNode wildcard = covering(zone);
			if (wildcard != null) {
				addAddresses(this.other.from(0), wildcard, Answer.ADDITIONAL, answer);
			}
		}
	}

	/** The wildcard that covers a name which the zone does not have. */
	private @Nullable ZoneNode covering(Zone zone) {
		for (int label = 1; label <= this.other.labels() - zone.origin().labels(); label++) {
			ZoneNode encloser = zone.find(this.other, label);
			if (encloser != null) {
				return encloser.hidesBelow() ? null : zone.findWildcard(this.other, label);
			}
		}
		return null;
	}

	private static void addAddresses(WireName name, ZoneNode node, int section, Answer answer) {
		addAddresses(name, node, RecordTypes.A, section, answer);
		addAddresses(name, node, RecordTypes.AAAA, section, answer);
	}

	private static void addAddresses(WireName name, ZoneNode node, int type, int section, Answer answer) {
		RRset addresses = node.find(type);
		if (addresses != null && !answer.contains(name, type)) {
			answer.add(section, name, addresses);
		}
	}

}
