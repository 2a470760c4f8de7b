package dev.torsion.mail.domain;

import java.util.List;

import dev.torsion.cred.AvatarFactory;
import dev.torsion.cred.AvatarId;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.account.AccountNames;
import dev.torsion.cred.account.Accounts;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.store.MailStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;

/**
 * Gives everybody who has an account in a hosted domain the mailboxes of that address.
 */
public final class MailUsers implements AvatarFactory<MailUser> {

	private final HostedDomains domains;

	private final Accounts accounts;

	private final MailStore store;

	/**
	 * Creates it.
	 * @param domains the hosted domains
	 * @param accounts who has accounts
	 * @param store where mail is kept
	 */
	public MailUsers(HostedDomains domains, Accounts accounts, MailStore store) {
		this.domains = domains;
		this.accounts = accounts;
		this.store = store;
	}

	@Override
	public Class<MailUser> type() {
		return MailUser.class;
	}

	@Override
	public Mono<MailUser> create(AvatarId id, LoginContext context) {
		return (id instanceof AvatarId.Named named) ? Mono.justOrEmpty(this.domains.mailbox(named.name()))
			.filterWhen((address) -> isOwner(named.name(), address))
			.map((address) -> new MailUser(address, this.store)) : Mono.empty();
	}

	/**
	 * Of two accounts that could have a mailbox, the one that mail is delivered to has
	 * it.
	 */
	private Mono<Boolean> isOwner(String name, MailAddress address) {
		List<String> owners = this.domains.accounts(address);
		return (AccountNames.key(name).equals(AccountNames.key(owners.get(0)))) ? Mono.just(true)
				: this.accounts.findExactly(owners.get(0)).hasElement().map((taken) -> !taken);
	}

	/**
	 * Whether somebody may send as an address: it is the one of the account, whatever the
	 * sub-address, or an alias that leads there.
	 * @param login who has logged in
	 * @param sender the address; {@code null} for the null reverse-path
	 * @return whether it is
	 */
	public boolean maySendAs(Authentication login, @Nullable MailAddress sender) {
		MailAddress own = this.domains.mailbox(login.getName());
		if (sender == null || own == null) {
			return sender == null;
		}
		HostedDomain domain = this.domains.find(sender.domain());
		return domain != null
				&& (own.equals(this.domains.mailbox(domain.user(sender.localPart()) + "@" + sender.domain()))
						|| this.domains.expand(sender).contains(own));
	}

}
