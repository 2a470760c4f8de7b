package dev.torsion.cred.sasl.mechanism;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.cred.Portal;
import dev.torsion.cred.sasl.Nonces;
import dev.torsion.cred.sasl.SaslMechanism;
import dev.torsion.cred.sasl.SaslPolicy;
import dev.torsion.cred.sasl.scram.ScramAccounts;
import dev.torsion.cred.sasl.scram.ScramMechanism;

/**
 * The mechanisms there are. Which of them a peer is offered is for each of them to say.
 */
public final class StandardMechanisms {

	private StandardMechanisms() {
	}

	/**
	 * Makes the mechanisms.
	 * @param portal who lets peers in
	 * @param accounts what SCRAM has to know of accounts
	 * @param policy what the operator wants
	 * @return the mechanisms, the strongest first
	 */
	public static List<SaslMechanism> of(Portal portal, ScramAccounts accounts, SaslPolicy policy) {
		Nonces.next();
		List<SaslMechanism> mechanisms = new ArrayList<>();
		mechanisms.add(new ExternalMechanism(portal));
		mechanisms.addAll(ScramMechanism.all(accounts, portal, policy));
		mechanisms.add(new BearerMechanism(BearerForm.OAUTHBEARER, portal));
		mechanisms.add(new BearerMechanism(BearerForm.XOAUTH2, portal));
		mechanisms.add(new PlainMechanism(portal));
		mechanisms.add(new LoginMechanism(portal));
		mechanisms.add(new CramMd5Mechanism(portal, policy.legacy()));
		mechanisms.add(new AnonymousMechanism(portal, policy.anonymous()));
		return mechanisms;
	}

}
