package dev.torsion.cred;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.publisher.Mono;

import org.springframework.security.authentication.DisabledException;

/**
 * Who is logged in, so that it can be ended. One entry a connection, so there are no more
 * than connections. Safe to use from any thread.
 */
public final class LiveLogins {

	private final Map<String, Set<Entry>> live = new ConcurrentHashMap<>();

	private final Set<Entry> entering = ConcurrentHashMap.newKeySet();

	/**
	 * Ends the connections of those who are logged in to an account, or about to be.
	 * @param name the name of the account, upper and lower case being the same
	 */
	public void end(String name) {
		String key = key(name);
		// In this order: who is on the way from the one to the other is met in one of
		// them
		this.entering.forEach((entry) -> entry.ended.add(key));
		this.live.getOrDefault(key, Set.of()).forEach((entry) -> entry.context.disconnect().run());
	}

	/**
	 * How many are logged in to an account.
	 * @param name its name
	 * @return the number of connections
	 */
	public int count(String name) {
		return this.live.getOrDefault(key(name), Set.of()).size();
	}

	Entry enter(LoginContext context) {
		Entry entry = new Entry(context);
		this.entering.add(entry);
		return entry;
	}

	private static String key(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	/** One who is logging in, and then logged in. */
	final class Entry {

		private final LoginContext context;

		private final Set<String> ended = ConcurrentHashMap.newKeySet();

		private Entry(LoginContext context) {
			this.context = context;
		}

		/**
		 * Lets somebody in, unless the account was ended meanwhile.
		 */
		<A> Login<A> entered(Login<A> login) {
			if (!(login.id() instanceof AvatarId.Named named)) {
				return login;
			}
			String key = key(named.name());
			LiveLogins.this.live.compute(key, (name, entries) -> {
				Set<Entry> present = (entries != null) ? entries : ConcurrentHashMap.newKeySet();
				present.add(this);
				return present;
			});
			if (this.ended.contains(key)) {
				left(key);
				login.logout().subscribe();
				throw new DisabledException("Account is disabled");
			}
			return new Login<>(login.id(), login.avatar(), Mono.defer(login::logout).doFinally((signal) -> left(key)));
		}

		/** No longer on the way, whatever has become of it. */
		void settled() {
			LiveLogins.this.entering.remove(this);
		}

		private void left(String key) {
			LiveLogins.this.live.computeIfPresent(key, (name, entries) -> {
				entries.remove(this);
				return entries.isEmpty() ? null : entries;
			});
		}

	}

}
