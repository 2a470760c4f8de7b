package dev.torsion.cred.sasl.scram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.torsion.cred.LoginContext;
import dev.torsion.cred.Portal;
import dev.torsion.cred.password.ScramHash;
import dev.torsion.cred.sasl.Nonces;
import dev.torsion.cred.sasl.SaslExchange;
import dev.torsion.cred.sasl.SaslMechanism;
import dev.torsion.cred.sasl.SaslPolicy;

/**
 * SCRAM with one hash, with or without channel binding.
 */
public final class ScramMechanism implements SaslMechanism {

	private final ScramHash hash;

	private final boolean plus;

	private final ScramAccounts accounts;

	private final Portal portal;

	private final SaslPolicy policy;

	private final Supplier<String> nonces;

	private ScramMechanism(ScramHash hash, boolean plus, ScramAccounts accounts, Portal portal, SaslPolicy policy,
			Supplier<String> nonces) {
		this.hash = hash;
		this.plus = plus;
		this.accounts = accounts;
		this.portal = portal;
		this.policy = policy;
		this.nonces = nonces;
	}

	/**
	 * Makes the mechanisms.
	 * @param accounts what there is to know of accounts
	 * @param portal who lets peers in
	 * @param policy what the operator wants
	 * @return all of them, those with channel binding first
	 */
	public static List<SaslMechanism> all(ScramAccounts accounts, Portal portal, SaslPolicy policy) {
		return all(accounts, portal, policy, Nonces::next);
	}

	static List<SaslMechanism> all(ScramAccounts accounts, Portal portal, SaslPolicy policy, Supplier<String> nonces) {
		List<SaslMechanism> mechanisms = new ArrayList<>();
		for (boolean plus : new boolean[] { true, false }) {
			for (ScramHash hash : List.of(ScramHash.SHA_512, ScramHash.SHA_256, ScramHash.SHA_1)) {
				mechanisms.add(new ScramMechanism(hash, plus, accounts, portal, policy, nonces));
			}
		}
		return mechanisms;
	}

	@Override
	public String name() {
		return this.plus ? this.hash.mechanism() + "-PLUS" : this.hash.mechanism();
	}

	@Override
	public boolean isOffered(LoginContext context) {
		return (!this.plus || binding(context).isKnown()) && this.portal.accepts(ScramCredentials.class)
				&& this.accounts.serve(this.hash, this.policy.scram());
	}

	@Override
	public SaslExchange begin(LoginContext context) {
		return new ScramExchange(binding(context), (name) -> this.accounts.find(name, this.hash), this.nonces.get());
	}

	private ChannelBinding binding(LoginContext context) {
		return new ChannelBinding(this.plus, this.policy.channelBinding() ? context.channelBinding() : (type) -> null);
	}

}
