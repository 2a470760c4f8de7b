package dev.torsion.mail.smtp.session;

/**
 * What one client may have.
 *
 * @param maxSize the largest message in bytes
 * @param maxHeader the most bytes of headers
 * @param maxLine the longest command line in bytes, its end not counted
 * @param maxRecipients the most recipients of a message
 * @param maxMessages the most messages of a connection
 * @param maxErrors the most refusals in a row before a connection is ended; a message
 * that is taken begins a new row
 */
public record SmtpLimits(long maxSize, int maxHeader, int maxLine, int maxRecipients, int maxMessages, int maxErrors) {

}
