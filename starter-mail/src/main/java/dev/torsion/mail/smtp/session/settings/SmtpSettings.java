package dev.torsion.mail.smtp.session.settings;

import dev.torsion.mail.smtp.session.message.BareNewlines;

/**
 * How a listener speaks.
 *
 * @param service what it is for
 * @param hostname the name of this host
 * @param defaultDomain the domain of recipients that are named without one; empty if that
 * is for the router to say
 * @param limits what one client may have
 * @param bareNewlines what becomes of line ends that are none
 */
public record SmtpSettings(SmtpService service, String hostname, String defaultDomain, SmtpLimits limits,
		BareNewlines bareNewlines) {

}
