package dev.torsion.names.differential.query;

/**
 * What is out of the ordinary in a query.
 */
public enum Trait {

	/** It has an OPT record. */
	EDNS,

	/** Its OPT asks for DNSSEC records. */
	DNSSEC_OK,

	/** Its OPT has bits set that mean nothing. */
	EDNS_FLAGS,

	/** Its OPT is of a version that does not exist. */
	EDNS_VERSION,

	/** Its OPT has an extended rcode, which only answers have. */
	EDNS_RCODE,

	/** It has two OPT records. */
	TWO_OPTS,

	/** Its OPT is not of the root. */
	OPT_OWNER,

	/** Its OPT ends within an option. */
	CUT_OPTION,

	/** It has a cookie of a length that RFC 7873 allows. */
	COOKIE,

	/** It has a cookie of another length. */
	BAD_COOKIE,

	/** It asks for the identity of the server. */
	NSID,

	/** It tells the network of the client. */
	CLIENT_SUBNET,

	/** It has an option nobody knows, or padding. */
	OTHER_OPTION,

	/** It has no question. */
	NO_QUESTION,

	/** It has two questions. */
	TWO_QUESTIONS,

	/** It ends early. */
	CUT,

	/** Something follows it. */
	TRAILING,

	/** It says that it is an answer. */
	RESPONSE,

	/** It has a record in its answer section. */
	ANSWER,

	/** Its name points to itself, forward or has a label of no known type. */
	BAD_NAME,

	/** It sets other flags than RD, AD and CD. */
	FLAGS

}
