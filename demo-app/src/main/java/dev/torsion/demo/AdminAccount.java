package dev.torsion.demo;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

import dev.torsion.cred.account.AccountException;
import dev.torsion.cred.service.AccountService;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The account of the demo, for all protocols. Its password is made up and shown once,
 * when there is no such account yet; what is kept is what PostgreSQL would keep of it.
 */
@Component
class AdminAccount implements InitializingBean {

	static final String NAME = "admin";

	private static final Log logger = LogFactory.getLog(AdminAccount.class);

	private final AccountService accounts;

	private final boolean renew;

	AdminAccount(AccountService accounts, @Value("${demo.new-password:false}") boolean renew) {
		this.accounts = accounts;
		this.renew = renew;
	}

	/** Blocks: nothing is served before there is an account. */
	@Override
	public void afterPropertiesSet() {
		String password = password();
		Mono<Void> renewed = this.renew ? this.accounts.changePassword(NAME, password)
				: Mono.error(new AccountException.Missing(NAME));
		renewed
			.onErrorResume(AccountException.Missing.class,
					(ex) -> this.accounts.create(NAME, password, Set.of("ADMIN")))
			.thenReturn(true)
			.onErrorReturn(AccountException.Exists.class, false)
			.filter((made) -> made)
			.doOnNext((made) -> logger.warn(
					"Log in as '%s' with the password '%s'. It is not shown again; start with --demo.new-password=true to get another."
						.formatted(NAME, password)))
			.block();
	}

	private static String password() {
		byte[] random = new byte[15];
		new SecureRandom().nextBytes(random);
		return Base64.getUrlEncoder().encodeToString(random);
	}

}
