package dev.torsion.web.content;

import java.time.Duration;

/**
 * How much of the files is kept in memory, and for how long it is believed.
 *
 * @param valid how long what was seen of a file is believed; zero looks at every request
 * @param maxFileSize size of the largest file to keep in memory
 * @param maxBytes memory for all files together
 * @param maxEntries most files in memory, and most absences remembered
 */
public record Limits(Duration valid, int maxFileSize, long maxBytes, int maxEntries) {

}
