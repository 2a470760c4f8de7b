package dev.torsion.cred.autoconfigure;

import java.util.Set;

import dev.torsion.cred.sasl.SaslPolicy;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which mechanisms of SASL are offered, besides what follows from the accounts and from
 * TLS.
 *
 * @param scram whether SCRAM is: 'auto' if the passwords of all accounts can be used with
 * it, 'on' even if some cannot, 'off' never
 * @param channelBinding whether SCRAM is offered with channel binding too, by the
 * server's certificate (tls-server-end-point); clients that take it where it is offered
 * and know only other bindings cannot log in then
 * @param legacy comma-separated list of mechanisms that need passwords in plain text, and
 * are offered only to who asks for them: 'cram-md5', 'apop'
 * @param anonymous comma-separated list of protocols whose peers may stay unknown, such
 * as 'ftp'
 * @param maxResponse longest response of a peer, in characters of Base64
 */
public record SaslProperties(@DefaultValue("auto") SaslPolicy.Scram scram,
		@DefaultValue("false") boolean channelBinding, @DefaultValue Set<SaslPolicy.Legacy> legacy,
		@DefaultValue Set<String> anonymous, @DefaultValue("12288") int maxResponse) {

	SaslPolicy policy() {
		return new SaslPolicy(this.scram, this.channelBinding, this.legacy, this.anonymous, this.maxResponse);
	}

}
