package dev.torsion.net.process;

import java.time.Duration;

/**
 * What all child processes have in common.
 *
 * @param max most processes at a time
 * @param killGrace how long a group that was told to end (SIGTERM) may take before it is
 * made to (SIGKILL)
 * @param linger how long pipes may be silent that others still hold when the process
 * itself has ended; then they are closed, and those of its group killed
 */
public record ProcessSettings(int max, Duration killGrace, Duration linger) {

}
