package dev.torsion.words.web.session;

import java.net.InetAddress;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who opens a page, as the web server knows it.
 *
 * @param account the account it has logged in to, {@code null} for a guest
 * @param roles the roles of the account, without {@code ROLE_}
 * @param address where it comes from, {@code null} if that is nowhere
 */
public record Visitor(@Nullable String account, Set<String> roles, @Nullable InetAddress address) {

	public Visitor {
		roles = Set.copyOf(roles);
	}

}
