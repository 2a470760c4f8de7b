package dev.torsion.words.room;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.torsion.words.Member;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomChange.Entry;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.RoomRules;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a room and how they change. Changed by one thread at a time.
 */
final class RoomConduct {

	private final Roll roll;

	private final RoomSettings settings;

	private volatile RoomRules rules;

	RoomConduct(Roll roll, RoomSettings settings, RoomRules rules) {
		this.roll = roll;
		this.settings = settings;
		this.rules = rules;
	}

	RoomRules rules() {
		return this.rules;
	}

	/** What is checked before anything is changed. */
	void check(List<RoomChange> changes) {
		int more = 0;
		for (RoomChange change : changes) {
			if (change instanceof RoomChange.Listing listing && listing.on()) {
				more++;
				text(listing.mask().isEmpty() ? "" : Mask.parse(listing.mask()).toString());
			}
			if (change instanceof RoomChange.Key key && key.key() != null) {
				text(key.key());
			}
		}
		if (more > 0 && this.roll.listed() + more > this.settings.maxEntries()) {
			throw new RoomException(Reason.LIST_FULL, "The lists of that room are full");
		}
	}

	private void text(String text) {
		if (text.isEmpty() || text.length() > this.settings.maxReason() || text.charAt(0) == ':'
				|| text.chars().anyMatch((character) -> character <= ' ' || character == 0x7F)) {
			throw new RoomException(Reason.MALFORMED, "That is not well written");
		}
	}

	/**
	 * Changes something.
	 * @return the change as it is told, {@code null} if it was so already
	 */
	@Nullable RoomChange apply(RoomChange change, String by, Instant time) {
		if (change instanceof RoomChange.Grant grant) {
			Member member = this.roll.member(grant.member());
			return (member != null && this.roll.grant(member, grant.role(), grant.on())) ? change : null;
		}
		if (change instanceof RoomChange.Listing listing) {
			return listed(listing, by, time);
		}
		RoomRules before = this.rules;
		this.rules = changed(before, change);
		return before.equals(this.rules) ? null : change;
	}

	private @Nullable RoomChange listed(RoomChange.Listing listing, String by, Instant time) {
		String mask = Mask.parse(listing.mask()).toString();
		boolean changed = listing.on() ? this.roll.list(listing.list(), new Entry(mask, by, time))
				: this.roll.unlist(listing.list(), mask) != null;
		return changed ? new RoomChange.Listing(listing.list(), mask, listing.on()) : null;
	}

	private static RoomRules changed(RoomRules rules, RoomChange change) {
		if (change instanceof RoomChange.Flag flag) {
			Set<RoomFlag> flags = EnumSet.noneOf(RoomFlag.class);
			flags.addAll(rules.flags());
			if (flag.on()) {
				flags.add(flag.flag());
			}
			else {
				flags.remove(flag.flag());
			}
			return new RoomRules(flags, rules.key(), rules.limit(), rules.role());
		}
		if (change instanceof RoomChange.Key key) {
			return new RoomRules(rules.flags(), key.key(), rules.limit(), rules.role());
		}
		if (change instanceof RoomChange.Limit limit) {
			return new RoomRules(rules.flags(), rules.key(), Math.max(0, limit.limit()), rules.role());
		}
		return rules;
	}

	void change(UnaryOperator<RoomRules> change) {
		this.rules = change.apply(this.rules);
	}

}
