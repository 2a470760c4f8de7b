package dev.torsion.cred;

import java.security.cert.X509Certificate;

import org.jspecify.annotations.Nullable;

/**
 * The certificate that a peer has proved to own in its TLS handshake.
 *
 * @param name the account it wants, {@code null} for the one the certificate belongs to
 * @param certificate the certificate
 */
public record CertificateCredentials(@Nullable String name, X509Certificate certificate) implements Credentials {

}
