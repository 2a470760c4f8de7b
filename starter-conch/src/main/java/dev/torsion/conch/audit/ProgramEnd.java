package dev.torsion.conch.audit;

import java.time.Duration;

/**
 * How a program has ended, for the audit.
 *
 * @param outcome its exit status, the name of the signal that killed it, or
 * {@code closed} if the channel was closed meanwhile
 * @param duration how long it ran
 * @param received how many bytes of input the peer has sent
 * @param sent how many bytes of output and errors it was sent
 */
public record ProgramEnd(String outcome, Duration duration, long received, long sent) {

}
