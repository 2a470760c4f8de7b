package dev.torsion.words.moderation;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.cred.account.AccountNames;
import dev.torsion.net.address.AddressRanges;
import dev.torsion.words.moderation.Sanction.Kind;
import dev.torsion.words.moderation.Sanction.Target;
import org.jspecify.annotations.Nullable;

/**
 * Sanctions as they are at one moment, to be looked at for everything that is said. For
 * who is concerned by none, that takes one look at a map and one at each network, without
 * garbage. Immutable.
 */
final class SanctionTable {

	static final SanctionTable EMPTY = new SanctionTable(List.of());

	private final List<Sanction> all;

	private final Index mutes;

	private final Index bans;

	SanctionTable(List<Sanction> all) {
		this.all = List.copyOf(all);
		this.mutes = new Index(of(Kind.MUTE));
		this.bans = new Index(of(Kind.BAN));
	}

	private List<Sanction> of(Kind kind) {
		return this.all.stream().filter((sanction) -> sanction.kind() == kind).toList();
	}

	List<Sanction> all() {
		return this.all;
	}

	SanctionTable with(Sanction sanction) {
		List<Sanction> more = new ArrayList<>(this.all);
		more.removeIf((other) -> other.id().equals(sanction.id()));
		more.add(sanction);
		return new SanctionTable(more);
	}

	SanctionTable without(List<Sanction> gone) {
		List<Sanction> less = new ArrayList<>(this.all);
		less.removeAll(gone);
		return new SanctionTable(less);
	}

	@Nullable Sanction find(Kind kind, @Nullable InetAddress address, @Nullable String account, Instant now) {
		return ((kind == Kind.MUTE) ? this.mutes : this.bans).find(address, account, now);
	}

	private static final class Index {

		private final Map<String, Sanction> accounts = new HashMap<>();

		private final List<Network> networks = new ArrayList<>();

		private final AddressRanges any;

		Index(List<Sanction> sanctions) {
			List<String> subjects = new ArrayList<>();
			for (Sanction sanction : sanctions) {
				if (sanction.target() == Target.ACCOUNT) {
					this.accounts.put(sanction.subject(), sanction);
				}
				else {
					this.networks.add(new Network(SanctionRequest.ranges(sanction.subject()), sanction));
					subjects.add(sanction.subject());
				}
			}
			this.any = SanctionRequest.ranges(subjects.toArray(String[]::new));
		}

		@Nullable Sanction find(@Nullable InetAddress address, @Nullable String account, Instant now) {
			if (account != null && !this.accounts.isEmpty()) {
				Sanction sanction = this.accounts.get(AccountNames.key(account));
				if (sanction != null && !sanction.isOver(now)) {
					return sanction;
				}
			}
			return (address != null && this.any.contains(address)) ? find(address, now) : null;
		}

		private @Nullable Sanction find(InetAddress address, Instant now) {
			for (Network network : this.networks) {
				if (network.ranges().contains(address) && !network.sanction().isOver(now)) {
					return network.sanction();
				}
			}
			return null;
		}

	}

	private record Network(AddressRanges ranges, Sanction sanction) {

	}

}
