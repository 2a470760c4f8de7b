package dev.torsion.cred.account;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.OneTimeCodeCredentials;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;

/**
 * Checks one-time codes. Each is good once, and none that is older than the last: who has
 * seen one being typed cannot type it again.
 */
public final class OneTimeCodeChecker implements CredentialsChecker<OneTimeCodeCredentials> {

	/** Whose last code is forgotten could use it once more, for a minute at most. */
	private static final int REMEMBERED = 10_000;

	private final Accounts accounts;

	private final Clock clock;

	private final Map<String, Long> used = new LinkedHashMap<>(16, 0.75F, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
			return size() > REMEMBERED;
		}

	};

	/**
	 * Creates the checker.
	 * @param accounts the accounts
	 * @param clock the time
	 */
	public OneTimeCodeChecker(Accounts accounts, Clock clock) {
		this.accounts = accounts;
		this.clock = clock;
	}

	@Override
	public Class<OneTimeCodeCredentials> type() {
		return OneTimeCodeCredentials.class;
	}

	@Override
	public Mono<AvatarId> check(OneTimeCodeCredentials presented, LoginContext context) {
		String code = presented.code().replace(" ", "");
		return this.accounts.find(presented.name()).map(Accounts.Found::account).map((account) -> {
			List<Secret.Totp> secrets = account.secrets(Secret.Totp.class).toList();
			boolean right = false;
			for (Secret.Totp secret : secrets) {
				long step = OneTimeCodes.step(secret, code, this.clock.instant().getEpochSecond());
				right |= step != OneTimeCodes.NONE && use(account, secret, step);
			}
			if (!right) {
				throw new BadCredentialsException("Wrong one-time code");
			}
			return account.proved(context);
		});
	}

	private boolean use(Account account, Secret.Totp secret, long step) {
		String key = AccountNames.key(account.name()) + '\n' + secret.label();
		synchronized (this.used) {
			Long last = this.used.get(key);
			if (last != null && last >= step) {
				return false;
			}
			this.used.put(key, step);
			return true;
		}
	}

}
