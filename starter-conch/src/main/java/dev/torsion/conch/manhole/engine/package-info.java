/**
 * JShell inside the running application: compiles snippets against the classes of the
 * application, also of those in the jars of a packaged one, and runs them there.
 */
@NullMarked
package dev.torsion.conch.manhole.engine;

import org.jspecify.annotations.NullMarked;
