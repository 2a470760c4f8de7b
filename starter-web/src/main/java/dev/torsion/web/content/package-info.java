/**
 * What is at a path: files in memory, files to be opened, directories, nothing. Knows
 * file trees and caches, but no request. What is found is looked at again, off the event
 * loop, before it is older than {@code network.web.cache.valid}.
 */
@NullMarked
package dev.torsion.web.content;

import org.jspecify.annotations.NullMarked;
