package dev.torsion.web.content;

import dev.torsion.web.Script;
import dev.torsion.web.ScriptProcessor;

/**
 * A file that is not sent but processed.
 *
 * @param script the script
 * @param processor who processes it
 */
public record ScriptResource(Script script, ScriptProcessor processor) implements Resource {

	@Override
	public long weight() {
		return 512 + this.script.file().toString().length() + this.script.pathInfo().length();
	}

}
